package io.stoa.net.mina;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stream.Connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes leave in the order in which they were written, whoever writes and however it is read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WritingTest {

    private static final int LARGE = 12_000_000;
    private static final int LINES = 100_000;

    /** Four threads write numbered lines. */
    private static final class Lines {

        private final Lock order = new ReentrantLock();
        private int next;

        void write(Connection connection) {
            for (int i = 0; i < 4; i++) {
                Thread.ofVirtual().start(() -> some(connection));
            }
        }

        private void some(Connection connection) {
            for (int i = 0; i < LINES / 4; i++) {
                order.lock();
                try {
                    connection.write(Script.utf8(next++ + "\n"), Script.utf8(""));
                } finally {
                    order.unlock();
                }
            }
        }
    }

    @Test
    void manyWritersAndASlowReaderKeepTheOrder() throws IOException {
        Lines lines = new Lines();
        try (Script server = Script.clear((connection, bytes) -> lines.write(connection));
                Socket socket = server.connect()) {
            inOrder(socket);
        }
    }

    @Test
    void overTlsToo() throws Exception {
        Lines lines = new Lines();
        try (Script server = Script.tls((connection, bytes) -> lines.write(connection));
                Socket socket = TlsTest.secure(server.connect(), "TLSv1.3")) {
            inOrder(socket);
        }
    }

    private static void inOrder(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (int i = 0; i < LINES; i++) {
            assertThat(reader.readLine()).isEqualTo(Integer.toString(i));
        }
    }

    /** What the socket does not take waits; a pause in reading must not forget it. */
    @Test
    void aPauseDoesNotForgetWhatWaits() throws Exception {
        BlockingQueue<Long> waiting = new LinkedBlockingQueue<>();
        try (Script server =
                        Script.clear(
                                (connection, bytes) -> {
                                    if (bytes[0] == 'w') {
                                        connection.write(ByteBuffer.allocate(LARGE));
                                        waiting.add(connection.pendingBytes());
                                        connection.write(Script.utf8("."));
                                    }
                                    connection.pauseReading();
                                    Thread.ofVirtual().start(connection::resumeReading);
                                });
                Socket socket = server.connect()) {
            socket.getOutputStream().write('w');
            byte[] some = new byte[10];
            assertThat(socket.getInputStream().readNBytes(some, 0, 10)).isEqualTo(10);
            socket.getOutputStream().write('p');
            assertThat(waiting.take()).isPositive();
            byte[] rest = socket.getInputStream().readNBytes(LARGE + 1 - 10);
            assertThat(rest[rest.length - 1]).isEqualTo((byte) '.');
        }
    }

    @Test
    void everythingArrivesBeforeTheEnd() throws IOException {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) 'a');
        try (Script server =
                        Script.clear(
                                (connection, any) -> {
                                    connection.write(ByteBuffer.wrap(bytes));
                                    connection.close();
                                    connection.write(Script.utf8("too late"));
                                });
                Socket socket = server.connect()) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes);
        }
    }

    /** A timer that waits for a connection that has ended keeps it, and its bundle, alive. */
    @Test
    void nothingWaitsForAConnectionThatHasEnded() throws Exception {
        try (Script server = Script.clear((connection, any) -> connection.close());
                Socket socket = server.connect()) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertThat(server.forgotten.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoIsGoneIsToldOnceAndHarmsNobody() throws Exception {
        try (Script server =
                Script.clear(
                        (connection, bytes) -> Thread.ofVirtual().start(() -> much(connection)))) {
            try (Socket gone = server.connect()) {
                gone.setSoLinger(true, 0);
                gone.getOutputStream().write('x');
            }
            server.closed.await();
            try (Socket other = server.connect()) {
                other.getOutputStream().write('x');
                assertThat(other.getInputStream().readNBytes(5000)).hasSize(5000);
            }
        }
    }

    private static void much(Connection connection) {
        for (int i = 0; i < 1000; i++) {
            connection.write(ByteBuffer.allocate(5000));
        }
    }
}
