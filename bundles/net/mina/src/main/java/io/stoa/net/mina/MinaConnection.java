package io.stoa.net.mina;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;
import io.stoa.stream.Intake;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * A MINA session as a connection. Thread-safe; only {@link #awaitWritten} blocks. Whoever writes,
 * writes to the socket itself, so that no other thread has to be woken for it; MINA takes over what
 * the socket does not take (docs/adr/0027).
 */
final class MinaConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(MinaConnection.class);

    /** How long a peer may take to read what was written before the connection was closed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final NioSession session;
    private final Schedule schedule;
    private final Buffers buffers;
    private final String peer;

    /** How far the last write has come that was left to MINA. */
    private volatile @Nullable WriteFuture last;

    /** Held by whoever writes: the order of writes is the order on the wire. */
    private final Lock writing = new ReentrantLock();

    private boolean closed;
    private volatile @Nullable Tls tls;

    private volatile @Nullable Intake intake;

    MinaConnection(NioSession session, Schedule schedule, Buffers buffers) {
        this.session = session;
        this.schedule = schedule;
        this.buffers = buffers;
        this.peer =
                session.getRemoteAddress() instanceof InetSocketAddress address
                                && address.getAddress() != null
                        ? address.getAddress().getHostAddress()
                        : "";
    }

    // ── what MINA tells, on the I/O thread ──

    void begin(Function<Connection, Intake> streams) {
        intake = streams.apply(this);
    }

    Optional<Intake> intake() {
        return Optional.ofNullable(intake);
    }

    void received(ByteBuffer bytes) {
        Tls above = tls;
        if (above == null) {
            opened(bytes);
        } else {
            guarded(() -> above.receive(bytes));
        }
    }

    private void opened(ByteBuffer bytes) {
        Intake present = intake;
        if (present != null) {
            present.bytes(bytes);
        }
    }

    // ── what the stream does, on any thread ──

    @Override
    public void write(ByteBuffer... utf8) {
        locked(
                () -> {
                    Tls above = tls;
                    if (closed) {
                        LOG.trace("nothing is written to {} after the end", peer);
                    } else if (above == null) {
                        for (ByteBuffer part : utf8) {
                            send(part, false);
                        }
                    } else {
                        above.write(utf8);
                    }
                });
    }

    @Override
    public boolean awaitWritten(Duration patience) {
        WriteFuture awaited = last;
        try {
            return session.isConnected()
                    && (awaited == null
                            || (awaited.await(patience.toMillis()) && awaited.isWritten()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes at once unless something waits already; the rest is left to MINA. */
    private void send(ByteBuffer bytes, boolean borrowed) throws IOException {
        if (!bytes.hasRemaining()) {
            return;
        }
        // what MINA has written it counts afterwards: 0 means that nothing of it is under way
        if (session.getScheduledWriteBytes() == 0 && session.isConnected()) {
            session.getChannel().write(bytes);
        }
        if (bytes.hasRemaining()) {
            last =
                    session.write(
                            IoBuffer.wrap(
                                    borrowed
                                            ? ByteBuffer.allocate(bytes.remaining())
                                                    .put(bytes)
                                                    .flip()
                                            : bytes));
        }
    }

    @Override
    public void startTls(SSLContext context, ByteBuffer lastInClear) {
        locked(
                () -> {
                    send(lastInClear, false);
                    tls = new Tls(context.createSSLEngine(), new Carrier(), buffers);
                });
    }

    @Override
    public Optional<SSLSession> tls() {
        Tls above = tls;
        return above == null ? Optional.empty() : above.session();
    }

    @Override
    public void pauseReading() {
        session.suspendRead();
    }

    @Override
    public void resumeReading() {
        IoLoop.on(session, session::resumeRead);
    }

    @Override
    public long pendingBytes() {
        Tls above = tls;
        return session.getScheduledWriteBytes() + (above == null ? 0 : above.waiting());
    }

    @Override
    public void close() {
        locked(
                () -> {
                    if (!closed) {
                        closed = true;
                        end();
                    }
                });
    }

    private void end() throws IOException {
        Tls above = tls;
        try {
            if (above != null) {
                above.end();
            }
        } finally {
            // whoever has read everything is not remembered for the rest of the time
            Schedule.Job late = schedule.after(GRACE, session::closeNow);
            session.closeOnFlush().addListener(gone -> late.cancel());
        }
    }

    @Override
    public String peer() {
        return peer;
    }

    // ── what can go wrong ──

    private interface Step {
        void run() throws IOException;
    }

    private void locked(Step step) {
        writing.lock();
        try {
            step.run();
        } catch (IOException broken) {
            // whoever wrote learns of it as of every other end: MINA tells the I/O thread
            LOG.debug("writing to {}: {}", peer, broken.toString());
            session.closeNow();
        } finally {
            writing.unlock();
        }
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (SSLException broken) {
            LOG.debug("TLS of {}: {}", peer, broken.toString());
            close();
        } catch (IOException broken) {
            LOG.debug("connection from {}: {}", peer, broken.toString());
            session.closeNow();
        }
    }

    /** What TLS needs of the connection. */
    private final class Carrier implements Tls.Carrier {

        @Override
        public void send(ByteBuffer records) throws IOException {
            MinaConnection.this.send(records, true);
        }

        @Override
        public void answer() throws IOException {
            writing.lock();
            try {
                Tls above = tls;
                if (above != null) {
                    above.answer();
                }
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void exchange(Runnable task) {
            schedule.after(
                    Duration.ZERO,
                    () -> {
                        task.run();
                        IoLoop.on(session, this::exchanged);
                    });
        }

        private void exchanged() {
            Tls above = tls;
            if (above != null) {
                guarded(above::exchanged);
            }
        }

        @Override
        public void opened(ByteBuffer plain) {
            MinaConnection.this.opened(plain);
        }

        @Override
        public void secured() {
            intake().ifPresent(Intake::secured);
        }

        @Override
        public void ended() {
            close();
        }
    }
}
