package io.stoa.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

final class PemFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir private Path folder;
    private PemFiles files;
    private Certificate made;

    @BeforeEach
    void write() throws Exception {
        files = new PemFiles(folder);
        made = SelfSigned.make("stoa.example", NOW, Duration.ofDays(90));
        files.write("stoa.example", made);
    }

    private void refuses(String why) {
        assertThatThrownBy(() -> files.read("stoa.example")).hasMessageContaining(why);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(files.read("stoa.example")).isEqualTo(made);
    }

    @Test
    void aChainIsReadInItsOrder() throws Exception {
        Certificate issuer = SelfSigned.make("issuer.example", NOW, Duration.ofDays(90));
        files.write("issuer.example", issuer);
        Path file = files.certificate("stoa.example");
        Files.writeString(
                file,
                Files.readString(file) + Files.readString(files.certificate("issuer.example")));
        assertThat(files.read("stoa.example").chain()).containsExactly(made.leaf(), issuer.leaf());
    }

    @Test
    void aFileThatIsMissingIsNamedWithTheRemedy() throws Exception {
        Files.delete(files.key("stoa.example"));
        refuses("stoa.example.key is missing; add it, or remove");
        assertThat(files.stamp("stoa.example").missing()).isFalse();
    }

    @Test
    void aKeyInAnotherFormIsNamedWithTheRemedy() throws Exception {
        Files.writeString(
                files.key("stoa.example"),
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        refuses("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        files.write("other.example", SelfSigned.make("other.example", NOW, Duration.ofDays(90)));
        Files.copy(
                files.key("other.example"),
                files.key("stoa.example"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses("is not the key of its first certificate");
    }

    @Test
    void namesAreInAscii() {
        assertThat(files.certificate("B\u00FCcher.example"))
                .hasFileName("xn--bcher-kva.example.crt");
        assertThat(files.certificate("[::1]")).hasFileName("[__1].crt");
    }

    @Test
    void aWildcardCoversOneLabel() {
        assertThat(made.covers("stoa.example")).isTrue();
        assertThat(made.covers("chat.stoa.example")).isFalse();
    }

    @Test
    void expiryIsSaidOnceADay() {
        ExpiryWarnings warnings = new ExpiryWarnings(Duration.ofDays(30));
        assertThat(warnings.check("stoa.example", made, NOW.plus(Duration.ofDays(59)))).isFalse();
        assertThat(warnings.check("stoa.example", made, NOW.plus(Duration.ofDays(61)))).isTrue();
        assertThat(warnings.check("stoa.example", made, NOW.plus(Duration.ofHours(61 * 24 + 1))))
                .isFalse();
        assertThat(warnings.check("stoa.example", made, NOW.plus(Duration.ofDays(62)))).isTrue();
        assertThat(warnings.check("stoa.example", made, NOW.plus(Duration.ofDays(91)))).isTrue();
    }
}
