package io.stoa.load.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLEngine;

/**
 * A connection: read by its loop, written by anybody. Nothing is allocated for a connection that is
 * silent. Thread-safe, except that {@link #secure} belongs to the loop.
 */
public final class Link {

    private static final int LAST_WORDS = 16_384;

    /** Whoever uses the connection; called on the loop's thread. */
    public interface User {

        /** TCP is there, or TLS when it was asked for. */
        void connected();

        /** Bytes have arrived; the array is only lent. */
        void received(byte[] bytes, int from, int to);

        /** The connection has ended, and not by {@link Link#close}. */
        void lost(String why);
    }

    private final Loop loop;
    private final SocketChannel channel;
    private final User user;
    private final Lock writing = new ReentrantLock();
    private final Deque<ByteBuffer> pending = new ArrayDeque<>();
    private Optional<Tls> tls = Optional.empty();
    private volatile boolean closed;

    private Link(Loop loop, SocketChannel channel, User user) {
        this.loop = loop;
        this.channel = channel;
        this.user = user;
    }

    /** Begins to connect; on the loop's thread. */
    public static Link open(Loop loop, InetSocketAddress from, InetSocketAddress to, User user)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(from);
        Link link = new Link(loop, channel, user);
        boolean there = channel.connect(to);
        channel.register(
                loop.selector(), there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, link);
        if (there) {
            loop.execute(user::connected);
        }
        return link;
    }

    /** Puts TLS on the connection; {@link User#connected} is called when it stands. */
    public void secure(SSLEngine engine) {
        writing.lock();
        try {
            Tls layer = new Tls(engine, this::transmit);
            tls = Optional.of(layer);
            layer.begin();
        } catch (IOException failure) {
            fail(failure.toString());
        } finally {
            writing.unlock();
        }
    }

    /** Writes; what the socket does not take now follows later. */
    public void write(ByteBuffer bytes) {
        writing.lock();
        try {
            if (tls.isPresent()) {
                tls.get().write(bytes);
            } else {
                transmit(bytes);
            }
        } catch (IOException failure) {
            loop.execute(() -> giveUp(failure));
        } finally {
            writing.unlock();
        }
    }

    /** A server says why it ends a stream before it closes: that is heard, whoever writes. */
    private void giveUp(IOException failure) {
        try {
            read(ByteBuffer.allocate(LAST_WORDS), new byte[LAST_WORDS]);
        } catch (IOException gone) {
            failure.addSuppressed(gone);
        }
        fail(failure.toString());
    }

    /** Writes a text. */
    public void write(String text) {
        write(ByteBuffer.wrap(Scan.bytes(text)));
    }

    private void transmit(ByteBuffer bytes) throws IOException {
        if (closed) {
            return;
        }
        if (pending.isEmpty()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(bytes.remaining());
            pending.add(rest.put(bytes).flip());
            loop.execute(() -> interest(SelectionKey.OP_WRITE, true));
        }
    }

    private void interest(int operation, boolean wanted) {
        SelectionKey key = channel.keyFor(loop.selector());
        if (key != null && key.isValid()) {
            key.interestOps(
                    wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
        }
    }

    /** Stops reading, or begins again: a client that is slow. */
    public void reading(boolean wanted) {
        loop.execute(() -> interest(SelectionKey.OP_READ, wanted));
    }

    void ready(SelectionKey key, ByteBuffer direct, byte[] bytes) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                user.connected();
            } else if (key.isReadable()) {
                read(direct, bytes);
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
        } catch (CancelledKeyException | ClosedSelectorException gone) {
            fail("closed");
        } catch (IOException failure) {
            fail(failure.toString());
        }
    }

    private void read(ByteBuffer direct, byte[] bytes) throws IOException {
        direct.clear();
        int count = channel.read(direct);
        if (count < 0) {
            fail("the server has closed the connection");
            return;
        }
        direct.flip().get(bytes, 0, count);
        if (tls.isPresent()) {
            unwrap(tls.get(), bytes, count);
        } else {
            user.received(bytes, 0, count);
        }
    }

    private void unwrap(Tls layer, byte[] bytes, int count) throws IOException {
        boolean stood = layer.stands();
        ByteBuffer plain = decrypt(layer, bytes, count);
        if (!stood && layer.stands()) {
            user.connected();
        }
        if (plain.hasRemaining()) {
            byte[] copy = new byte[plain.remaining()];
            plain.get(copy);
            user.received(copy, 0, copy.length);
        }
    }

    private ByteBuffer decrypt(Tls layer, byte[] bytes, int count) throws IOException {
        writing.lock();
        try {
            return layer.read(bytes, count);
        } finally {
            writing.unlock();
        }
    }

    private void flush() throws IOException {
        writing.lock();
        try {
            while (!pending.isEmpty()) {
                channel.write(pending.peek());
                if (pending.peek().hasRemaining()) {
                    return;
                }
                pending.remove();
            }
            interest(SelectionKey.OP_WRITE, false);
        } finally {
            writing.unlock();
        }
    }

    private void fail(String why) {
        if (!closed) {
            abort();
            user.lost(why);
        }
    }

    /** Closes the connection as it is. */
    public void abort() {
        closed = true;
        try {
            channel.close();
        } catch (IOException gone) {
            closed = true; // it is closed, which was the wish
        }
    }

    /** Closes the stream and the connection. */
    public void close() {
        write("</stream:stream>");
        loop.execute(this::abort);
    }
}
