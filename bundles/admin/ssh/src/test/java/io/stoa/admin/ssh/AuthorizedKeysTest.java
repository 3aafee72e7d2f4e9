package io.stoa.admin.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

final class AuthorizedKeysTest {

    private static final String ROMEO =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlz"
                    + "dHAyNTYAAABBBETA1Voihm9pbi21732U/65xJBm8by8CR3X52sUnVx7tQMio"
                    + "mJJSVZATtiM5UJlYaodsRJ6g/OavtTWiYBNix/o= romeo";
    private static final String FINGERPRINT = "SHA256:vJpuLbawze5q3Xb/Aa2G5PHP8lPK258fIoGZ8l96pqk";

    @TempDir private Path folder;

    private AuthorizedKeys keys() {
        return new AuthorizedKeys(folder);
    }

    @Test
    void aKeyIsAddedFoundAndRemoved() throws IOException {
        AuthorizedKeys.Entry added = keys().add(ROMEO);

        assertThat(added.fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(added.comment()).isEqualTo("romeo");
        assertThat(keys().find(added.key())).isPresent();
        Path file = folder.resolve("authorized_keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        keys().remove(FINGERPRINT);
        assertThat(keys().all()).isEmpty();
        assertThatThrownBy(() -> keys().remove(FINGERPRINT))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("ssh key list");
    }

    @Test
    void aKeyIsThereOnce() {
        keys().add(ROMEO);

        assertThatThrownBy(() -> keys().add(ROMEO.replace("romeo", "other")))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("already");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (String line : List.of("", "# romeo", "hello", "ssh-ed25519 AAAA romeo")) {
            assertThatThrownBy(() -> keys().add(line)).isInstanceOf(AdminException.class);
        }
        assertThatThrownBy(() -> keys().add("from=\"10.0.0.1\" " + ROMEO))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("options");
    }

    @Test
    void aLineThatIsNotUnderstoodOpensNothing() throws IOException {
        keys().add(ROMEO);
        Files.writeString(
                folder.resolve("authorized_keys"),
                "# a comment\n\ncommand=\"true\" " + ROMEO + "\nrubbish\n",
                StandardOpenOption.APPEND);

        assertThat(keys().all()).extracting(AuthorizedKeys.Entry::line).containsExactly(ROMEO);
    }
}
