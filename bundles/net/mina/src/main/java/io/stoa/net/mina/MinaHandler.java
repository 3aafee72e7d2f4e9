package io.stoa.net.mina;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;
import io.stoa.stream.Intake;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Feeds each session's stream with what MINA reads. Called on the I/O threads; never blocks. */
final class MinaHandler extends IoHandlerAdapter {

    /** When a port speaks TLS from the first byte: the context, empty when there is none now. */
    interface DirectTls extends Supplier<Optional<SSLContext>> {}

    private static final Logger LOG = LoggerFactory.getLogger(MinaHandler.class);
    private static final AttributeKey INTAKE = new AttributeKey(MinaHandler.class, "intake");

    private final Function<Connection, Intake> streams;
    private final Schedule schedule;
    private final Optional<DirectTls> directTls;
    private final int connections;

    MinaHandler(
            Function<Connection, Intake> streams,
            Schedule schedule,
            Optional<DirectTls> directTls,
            int connections) {
        this.streams = streams;
        this.schedule = schedule;
        this.directTls = directTls;
        this.connections = connections;
    }

    @Override
    public void sessionCreated(IoSession session) {
        if (directTls.isEmpty()) {
            return;
        }
        Optional<SSLContext> context = directTls.get().get();
        if (context.isPresent()) {
            session.getFilterChain().addFirst("tls", new SslFilter(context.get()));
        } else {
            session.closeNow();
        }
    }

    @Override
    public void sessionOpened(IoSession session) {
        if (session.getService().getManagedSessionCount() > connections) {
            LOG.warn("more than {} connections: io.stoa.net.mina:connections", connections);
            session.closeNow();
            return;
        }
        Intake intake = streams.apply(new MinaConnection(session, schedule));
        session.setAttribute(INTAKE, intake);
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        Intake intake = intake(session);
        if (intake != null && message instanceof IoBuffer buffer) {
            intake.bytes(buffer.buf());
        }
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        Intake intake = intake(session);
        if (intake != null) {
            intake.idle();
        }
    }

    @Override
    public void sessionClosed(IoSession session) {
        Intake intake = intake(session);
        if (intake != null) {
            intake.closed();
        }
    }

    @Override
    public void inputClosed(IoSession session) {
        session.closeNow();
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        Intake intake = intake(session);
        if (intake != null && event == SslEvent.SECURED) {
            intake.secured();
        }
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        if (cause instanceof IOException || cause instanceof SSLException) {
            LOG.debug("connection from {}: {}", session.getRemoteAddress(), cause.toString());
        } else {
            LOG.error("connection from {} failed", session.getRemoteAddress(), cause);
        }
        session.closeNow();
    }

    static Optional<Intake> stream(IoSession session) {
        return Optional.ofNullable(intake(session));
    }

    private static @Nullable Intake intake(IoSession session) {
        return (Intake) session.getAttribute(INTAKE);
    }
}
