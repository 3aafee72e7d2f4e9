package io.stoa.net.mina;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** A MINA session as a connection. Thread-safe; only {@link #awaitWritten} blocks. */
final class MinaConnection implements Connection {

    /** How long a peer may take to read what was written before the connection was closed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final IoSession session;
    private final Schedule schedule;
    private final String peer;

    /** How far the last write has come. */
    private volatile @Nullable WriteFuture last;

    MinaConnection(IoSession session, Schedule schedule) {
        this.session = session;
        this.schedule = schedule;
        this.peer =
                session.getRemoteAddress() instanceof InetSocketAddress address
                                && address.getAddress() != null
                        ? address.getAddress().getHostAddress()
                        : "";
    }

    @Override
    public void write(ByteBuffer... utf8) {
        for (ByteBuffer part : utf8) {
            last = session.write(IoBuffer.wrap(part));
        }
    }

    @Override
    public boolean awaitWritten(Duration patience) {
        WriteFuture awaited = last;
        try {
            return awaited == null || (awaited.await(patience.toMillis()) && awaited.isWritten());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void startTls(SSLContext tls, ByteBuffer lastInClear) {
        // the answer is queued before the filter is there, so it leaves in clear
        write(lastInClear);
        session.getFilterChain().addFirst("tls", new SslFilter(tls));
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.ofNullable(session.getAttribute(SslFilter.SSL_SECURED))
                .filter(SSLSession.class::isInstance)
                .map(SSLSession.class::cast);
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
        return session.getScheduledWriteBytes();
    }

    @Override
    public void close() {
        session.closeOnFlush();
        schedule.after(GRACE, session::closeNow);
    }

    @Override
    public String peer() {
        return peer;
    }
}
