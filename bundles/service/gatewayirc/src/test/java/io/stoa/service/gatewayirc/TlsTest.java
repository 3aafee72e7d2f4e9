package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.tls.TestKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A network with a certificate that nobody vouches for. */
@Timeout(60)
class TlsTest {

    @TempDir private static Path folder;
    private static Optional<TestKeys> keys = Optional.empty();
    private Ircd ircd;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = Optional.of(TestKeys.make(folder, "localhost"));
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        ircd =
                Ircd.of(
                        keys.orElseThrow()
                                .server()
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void stop() {
        ircd.close();
    }

    private static String fingerprint() throws GeneralSecurityException {
        return keys.orElseThrow().fingerprint();
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
    void aConnectionIsHandedOverAsItIs() throws IOException, GeneralSecurityException {
        try (Verona verona = new Verona(ircd, "tls " + fingerprint())) {
            verona.join();
            for (int i = 0; i < 3; i++) {
                Object state = verona.save();
                ircd.tell(":romeo!r@h PRIVMSG #verona :meanwhile " + i);
                verona.restore(state);
                assertThat(verona.next("meanwhile " + i)).contains("/romeo'");
                verona.say("m" + i, "after " + i);
                // on the connection that was there before
                assertThat(ircd.hear("PRIVMSG")).endsWith(":after " + i);
            }
            assertThat(verona.seen()).noneMatch(it -> it.contains("unavailable"));
            verona.stoa.without("service/gatewayirc");
            assertThat(ircd.hear("QUIT")).isEqualTo("QUIT :the gateway stops");
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
