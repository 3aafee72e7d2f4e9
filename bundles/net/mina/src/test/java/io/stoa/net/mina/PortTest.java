package io.stoa.net.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;
import io.stoa.stream.Entry;
import io.stoa.stream.Intake;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.StreamAcceptor;
import io.stoa.testkit.Configs;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class PortTest {

    private final IoThreads threads = new IoThreads();
    private final Echo echo = new Echo();

    private ClientPort open(int port) {
        return new ClientPort(
                threads,
                echo,
                new NoSchedule(),
                Configs.of(MinaConfig.class, Map.of("address", "127.0.0.1", "port", port)));
    }

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void bytesComeAndGoInOrder() throws IOException {
        ClientPort port = open(0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                sent.append(i).append(' ');
            }
            byte[] bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(bytes);
            assertThat(socket.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
        }
        port.stop();
    }

    @Test
    void pausingAndResumingFromAnotherThreadLosesNothing() throws IOException {
        echo.pausing = true;
        ClientPort port = open(0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            for (int i = 0; i < 500; i++) {
                socket.getOutputStream().write('x');
                assertThat(socket.getInputStream().read()).isEqualTo('x');
            }
        }
        port.stop();
    }

    @Test
    void theEndOfAConnectionIsTold() throws Exception {
        ClientPort port = open(0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
        assertThat(echo.closed.await(10, TimeUnit.SECONDS)).isTrue();
        port.stop();
    }

    @Test
    void whatWasWrittenHasLeft() throws IOException {
        ClientPort port = open(0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            Connection connection = Objects.requireNonNull(echo.connection);
            assertThat(connection.awaitWritten(Duration.ofSeconds(10))).isTrue();
            // more than the system takes from whom nobody reads
            connection.write(ByteBuffer.allocate(64_000_000));
            assertThat(connection.awaitWritten(Duration.ofMillis(1))).isFalse();
        }
        port.stop();
    }

    @Test
    void aTakenPortIsRefusedWithItsKeyAndTheRemedy() {
        ClientPort port = open(0);
        int taken = port.port();
        assertThatThrownBy(() -> open(taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + taken)
                .hasMessageContaining("io.stoa.net.mina:port")
                .hasMessageContaining("--port-offset");
        port.stop();
    }

    @Test
    void aPortThatClosesEndsItsOwnStreamsOnly() throws IOException {
        ClientPort stays = open(0);
        ClientPort closes = open(0);
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), stays.port());
                Socket other = new Socket(InetAddress.getLoopbackAddress(), closes.port())) {
            for (Socket socket : List.of(one, other, other)) {
                socket.getOutputStream().write('x');
                assertThat(socket.getInputStream().read()).isEqualTo('x');
            }
            closes.stop();
            assertThat(echo.ended).hasSize(1);
            one.getOutputStream().write('y');
            assertThat(one.getInputStream().read()).isEqualTo('y');
        }
        stays.stop();
    }

    @Test
    void minusOneOpensNone() {
        ClientPort port = open(-1);
        assertThat(port.port()).isEqualTo(-1);
        port.stop();
    }

    /** Writes back what it reads; reading may pause after each byte and resume elsewhere. */
    private static final class Echo implements StreamAcceptor {

        private final CountDownLatch closed = new CountDownLatch(1);
        private final Queue<Intake> ended = new ConcurrentLinkedQueue<>();
        private volatile boolean pausing;
        private volatile @Nullable Connection connection;

        @Override
        public Intake accept(Connection connection, PeerProtocol protocol) {
            return accept(connection, Entry.CLIENT);
        }

        @Override
        public Intake accept(Connection connection, Entry entry) {
            this.connection = connection;
            return new Intake() {
                @Override
                public void bytes(ByteBuffer utf8) {
                    byte[] copy = new byte[utf8.remaining()];
                    utf8.get(copy);
                    if (pausing) {
                        connection.pauseReading();
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            connection.write(ByteBuffer.wrap(copy));
                                            connection.resumeReading();
                                        });
                    } else {
                        connection.write(ByteBuffer.wrap(copy));
                    }
                }

                @Override
                public void secured() {
                    throw new IllegalStateException("no TLS in this test");
                }

                @Override
                public void idle() {
                    throw new IllegalStateException("nobody is idle in this test");
                }

                @Override
                public void closed() {
                    closed.countDown();
                }
            };
        }

        @Override
        public void shutdown(Collection<? extends Intake> streams) {
            ended.addAll(streams);
        }

        @Override
        public void shutdown() {
            closed.countDown();
        }
    }

    /** Nothing is due in these tests. */
    private static final class NoSchedule implements Schedule {

        @Override
        public Job after(Duration delay, Runnable job) {
            return () -> {};
        }

        @Override
        public Job every(Duration interval, Runnable job) {
            return () -> {};
        }
    }
}
