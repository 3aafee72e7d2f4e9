package io.stoa.net.mina;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;
import io.stoa.stream.Entry;
import io.stoa.stream.Intake;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;
import io.stoa.testkit.Configs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A port on which a test says what happens to the bytes of each connection. */
final class Script implements StreamAcceptor, AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final IoThreads threads = new IoThreads();
    private final BiConsumer<Connection, byte[]> arrived;
    private final Port port;
    final CountDownLatch secured = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch forgotten = new CountDownLatch(1);

    private Script(Optional<SSLContext> tls, BiConsumer<Connection, byte[]> arrived) {
        this.arrived = arrived;
        MinaHandler handler =
                new MinaHandler(
                        connection -> accept(connection, Entry.CLIENT),
                        new Soon(),
                        threads.buffers(),
                        tls.map(it -> () -> Optional.of(it)),
                        100);
        MinaConfig config = Configs.of(MinaConfig.class, Map.of("address", "127.0.0.1"));
        this.port =
                new Port(threads, handler, config, new Ports.Where("127.0.0.1", 0, false, "port"));
    }

    static Script clear(BiConsumer<Connection, byte[]> arrived) {
        return new Script(Optional.empty(), arrived);
    }

    static Script tls(BiConsumer<Connection, byte[]> arrived) {
        return new Script(Optional.of(server()), arrived);
    }

    static SSLContext server() {
        try (InputStream file = Script.class.getResourceAsStream("test.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A client that takes little at once. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
        return socket;
    }

    @Override
    public Intake accept(Connection connection, Entry entry) {
        return new Intake() {
            @Override
            public void bytes(ByteBuffer utf8) {
                byte[] copy = new byte[utf8.remaining()];
                utf8.get(copy);
                arrived.accept(connection, copy);
            }

            @Override
            public void secured() {
                secured.countDown();
            }

            @Override
            public void idle() {
                throw new IllegalStateException("nobody is idle in these tests");
            }

            @Override
            public void closed() {
                closed.countDown();
            }
        };
    }

    @Override
    public Intake accept(Connection connection, PeerProtocol protocol) {
        return accept(connection, Entry.CLIENT);
    }

    @Override
    public void shutdown(Collection<? extends Intake> streams) {
        throw new IllegalStateException("the port is closed, not stopped");
    }

    @Override
    public void shutdown() {
        throw new IllegalStateException("the port is closed, not stopped");
    }

    @Override
    public void close() {
        port.close();
        port.dispose();
        threads.stop();
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is due now runs on a thread of its own; nothing is due later in these tests. */
    private final class Soon implements Schedule {

        @Override
        public Job after(Duration delay, Runnable job) {
            if (delay.isZero()) {
                Thread.ofVirtual().start(job);
                return () -> {};
            }
            return forgotten::countDown;
        }

        @Override
        public Job every(Duration interval, Runnable job) {
            return () -> {};
        }
    }
}
