package io.stoa.storage.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.storage.StorageException;
import io.stoa.testkit.Configs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class AesSealTest {

    private static final String PURPOSE = "component irc.stoa.example";
    private static final String SECRET = "how much ado, žluťoučký";

    @TempDir private Path folder;

    private AesSeal seal(String name) {
        return new AesSeal(
                Configs.of(
                        AesSeal.Config.class, Map.of("keyFile", folder.resolve(name).toString())));
    }

    @Test
    void whatWasSealedOpensAlsoAfterARestart() {
        String sealed = seal("key").seal(PURPOSE, SECRET);
        assertThat(seal("key").open(PURPOSE, sealed)).isEqualTo(SECRET);
        assertThat(sealed).doesNotContain(SECRET);
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWay() {
        AesSeal seal = seal("key");
        assertThat(seal.seal(PURPOSE, SECRET)).isNotEqualTo(seal.seal(PURPOSE, SECRET));
    }

    @Test
    void itOpensForNoOtherPurposeKeyOrText() {
        AesSeal seal = seal("key");
        String sealed = seal.seal(PURPOSE, SECRET);
        assertThatThrownBy(() -> seal.open("component sms.stoa.example", sealed))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("keyFile");
        assertThatThrownBy(() -> seal("other").open(PURPOSE, sealed))
                .isInstanceOf(StorageException.class);
        char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
        String changed = sealed.substring(0, 20) + last + sealed.substring(21);
        assertThatThrownBy(() -> seal.open(PURPOSE, changed)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> seal.open(PURPOSE, "1:")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> seal.open(PURPOSE, "")).isInstanceOf(StorageException.class);
    }

    @Test
    void theKeyIsForTheServersUserAlone() throws IOException {
        seal("key");
        Path key = folder.resolve("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> seal("key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aKeyThatIsNoneIsNotReplaced() throws IOException {
        seal("key");
        Files.writeString(folder.resolve("key"), "?");
        assertThatThrownBy(() -> seal("key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backup");
        assertThat(folder.resolve("key")).hasContent("?");
    }
}
