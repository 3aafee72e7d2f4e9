package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A network with a certificate that nobody vouches for. */
@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;
    private KeyStore keys;
    private Ircd ircd;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("irc.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "it",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Files.exists(file)).as(said).isTrue();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ircd =
                Ircd.of(
                        context.getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void stop() {
        ircd.close();
    }

    private String fingerprint() throws GeneralSecurityException {
        byte[] certificate = keys.getCertificate("it").getEncoded();
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws IOException {
        try (Verona verona = new Verona(ircd, "tls")) {
            Verona.ask(verona.juliet);
            Thread.ofVirtual().start(this::shakeHands);
            assertThat(verona.next("type='error'"))
                    .contains("<remote-server-timeout", "nobody vouches");
        }
    }

    /** The other half of a handshake, which fails. */
    private void shakeHands() {
        try {
            ircd.accept().hear();
            throw new AssertionError("it talks to whom nobody vouches for");
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCertificateThatIsNamedIsTheOne() throws IOException, GeneralSecurityException {
        try (Verona verona = new Verona(ircd, "tls " + fingerprint())) {
            verona.join();
            ircd.tell(":romeo!r@h PRIVMSG #verona :but soft");
            assertThat(verona.next("but soft")).contains("/romeo'");
        }
    }

    @Test
    void anotherThanTheNamedIsRefused() {
        try (Verona verona = new Verona(ircd, "tls " + "00".repeat(32))) {
            Verona.ask(verona.juliet);
            Thread.ofVirtual().start(this::shakeHands);
            assertThat(verona.next("type='error'")).contains("nobody vouches");
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsRefused() throws IOException {
        try (Ircd plain = Ircd.plain();
                Verona verona = new Verona(plain, "tls")) {
            Verona.ask(verona.juliet);
            plain.accept().tell(":irc NOTICE * :hello");
            assertThat(verona.next("type='error'"))
                    .contains("<remote-server-timeout", "refuses TLS");
        }
    }
}
