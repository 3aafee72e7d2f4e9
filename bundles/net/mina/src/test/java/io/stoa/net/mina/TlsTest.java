package io.stoa.net.mina;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stream.Connection;
import io.stoa.testkit.TlsHandshake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLSocket;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {

    private static final byte[] BYTES = new byte[500_000];

    static {
        new Random(7).nextBytes(BYTES);
    }

    static Socket secure(Socket plain, String version)
            throws IOException, GeneralSecurityException {
        SSLSocket socket =
                (SSLSocket)
                        TlsHandshake.trusting()
                                .getSocketFactory()
                                .createSocket(plain, "stoa.example", 0, true);
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    private static void echo(Connection connection, byte[] bytes) {
        connection.write(ByteBuffer.wrap(bytes));
    }

    private static Thread send(Socket socket, byte[] bytes, int atOnce) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                OutputStream out = socket.getOutputStream();
                                for (int i = 0; i < bytes.length; i += atOnce) {
                                    out.write(bytes, i, Math.min(atOnce, bytes.length - i));
                                }
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bytesComeAndGoInOrder(String version) throws Exception {
        try (Script server = Script.tls(TlsTest::echo);
                Socket socket = secure(server.connect(), version)) {
            server.secured.await();
            for (int atOnce : new int[] {BYTES.length, 1000}) {
                Thread sender = send(socket, BYTES, atOnce);
                assertThat(socket.getInputStream().readNBytes(BYTES.length)).isEqualTo(BYTES);
                sender.join();
            }
        }
    }

    /**
     * RFC 6120 §5.4.2.3: what is written before the handshake leaves in clear, the rest does not.
     */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aConnectionInClearIsSecured(String version) throws Exception {
        try (Script server =
                        Script.clear(
                                (connection, bytes) -> {
                                    if (bytes[0] == 's') {
                                        connection.startTls(
                                                Script.server(), Script.utf8("proceed"));
                                        connection.write(Script.utf8("secret"));
                                        assertThat(connection.tls()).isEmpty();
                                        assertThat(connection.pendingBytes()).isEqualTo(6);
                                    } else {
                                        assertThat(connection.tls()).isPresent();
                                        echo(connection, bytes);
                                    }
                                });
                Socket plain = server.connect()) {
            plain.getOutputStream().write('s');
            assertThat(plain.getInputStream().readNBytes(7)).asString().isEqualTo("proceed");
            Socket socket = secure(plain, version);
            assertThat(socket.getInputStream().readNBytes(6)).asString().isEqualTo("secret");
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    /**
     * Two who write to each other at once. Each thread carries what it has read to the other's
     * connection: had it a lock of its own connection meanwhile, both would wait for ever.
     */
    @Test
    void whoReadsHoldsNothingThatWhoWritesNeeds() throws Exception {
        Map<Connection, Lock> sessions = new ConcurrentHashMap<>();
        CountDownLatch both = new CountDownLatch(2);
        try (Script server =
                        Script.tls(
                                (connection, bytes) -> {
                                    if (sessions.putIfAbsent(connection, new ReentrantLock())
                                            == null) {
                                        both.countDown();
                                    } else {
                                        sessions.forEach(
                                                (other, lock) -> {
                                                    if (!other.equals(connection)) {
                                                        deliver(other, lock, bytes);
                                                    }
                                                });
                                    }
                                });
                Socket one = secure(server.connect(), "TLSv1.3");
                Socket other = secure(server.connect(), "TLSv1.3")) {
            one.getOutputStream().write('1');
            other.getOutputStream().write('2');
            both.await();
            Thread first = send(one, BYTES, 100);
            Thread second = send(other, BYTES, 100);
            Thread reader =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            one.getInputStream().readNBytes(BYTES.length);
                                        } catch (IOException failure) {
                                            throw new UncheckedIOException(failure);
                                        }
                                    });
            assertThat(other.getInputStream().readNBytes(BYTES.length)).isEqualTo(BYTES);
            reader.join();
            first.join();
            second.join();
        }
    }

    private static void deliver(Connection to, Lock session, byte[] bytes) {
        session.lock();
        try {
            echo(to, bytes);
        } finally {
            session.unlock();
        }
    }

    @Test
    void theEndIsSaidAndEverythingArrivesBeforeIt() throws Exception {
        try (Script server =
                        Script.tls(
                                (connection, any) -> {
                                    connection.write(ByteBuffer.wrap(BYTES));
                                    connection.close();
                                });
                Socket socket = secure(server.connect(), "TLSv1.3")) {
            socket.getOutputStream().write('x');
            // without close_notify this would be an exception
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void aPeerThatEndsIsClosed() throws Exception {
        try (Script server = Script.tls(TlsTest::echo)) {
            secure(server.connect(), "TLSv1.3").close();
            server.closed.await();
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsToldSoAndClosed() throws Exception {
        try (Script server = Script.tls(TlsTest::echo);
                Socket socket = server.connect()) {
            socket.getOutputStream().write(Script.utf8("<stream:stream to='x'>").array());
            byte[] answer = socket.getInputStream().readAllBytes();
            // RFC 8446 §6: an alert, fatal
            assertThat(answer[0]).isEqualTo((byte) 21);
            assertThat(answer[5]).isEqualTo((byte) 2);
            server.closed.await();
        }
    }
}
