package io.stoa.net.mina;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;
import io.stoa.stream.Intake;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/** Feeds each session's stream with what MINA reads. Called on the I/O threads; never blocks. */
final class MinaHandler extends IoHandlerAdapter {

    /** When a port speaks TLS from the first byte: the context, empty when there is none now. */
    interface DirectTls extends Supplier<Optional<SSLContext>> {}

    private static final Logger LOG = LoggerFactory.getLogger(MinaHandler.class);
    private static final AttributeKey CONNECTION =
            new AttributeKey(MinaHandler.class, "connection");

    private final Function<Connection, Intake> streams;
    private final Schedule schedule;
    private final Buffers buffers;
    private final Optional<DirectTls> directTls;
    private final int connections;

    MinaHandler(
            Function<Connection, Intake> streams,
            Schedule schedule,
            Buffers buffers,
            Optional<DirectTls> directTls,
            int connections) {
        this.streams = streams;
        this.schedule = schedule;
        this.buffers = buffers;
        this.directTls = directTls;
        this.connections = connections;
    }

    @Override
    public void sessionOpened(IoSession session) {
        if (session.getService().getManagedSessionCount() > connections) {
            LOG.warn("more than {} connections: io.stoa.net.mina:connections", connections);
            session.closeNow();
            return;
        }
        MinaConnection connection = new MinaConnection((NioSession) session, schedule, buffers);
        session.setAttribute(CONNECTION, connection);
        if (directTls.isPresent()) {
            Optional<SSLContext> context = directTls.get().get();
            if (context.isEmpty()) {
                session.closeNow();
                return;
            }
            connection.startTls(context.get(), ByteBuffer.allocate(0));
        }
        connection.begin(streams);
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        MinaConnection connection = connection(session);
        if (connection != null && message instanceof IoBuffer buffer) {
            connection.received(buffer.buf());
        }
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        stream(session).ifPresent(Intake::idle);
    }

    @Override
    public void sessionClosed(IoSession session) {
        stream(session).ifPresent(Intake::closed);
    }

    @Override
    public void inputClosed(IoSession session) {
        session.closeNow();
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection from {}: {}", session.getRemoteAddress(), cause.toString());
        } else {
            LOG.error("connection from {} failed", session.getRemoteAddress(), cause);
        }
        session.closeNow();
    }

    static Optional<Intake> stream(IoSession session) {
        MinaConnection connection = connection(session);
        return connection == null ? Optional.empty() : connection.intake();
    }

    private static @Nullable MinaConnection connection(IoSession session) {
        return session.getAttribute(CONNECTION) instanceof MinaConnection known ? known : null;
    }
}
