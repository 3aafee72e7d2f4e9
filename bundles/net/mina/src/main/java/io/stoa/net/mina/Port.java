package io.stoa.net.mina;

import io.stoa.stream.Intake;
import io.stoa.stream.Ports;

import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.stream.Collectors;

/** An open port, or none when the configuration says so. Thread-safe. */
final class Port {

    private final NioSocketAcceptor acceptor;
    private final boolean open;

    /**
     * Opens a port.
     *
     * @param where the port, and the configuration key that sets it
     * @throws IllegalStateException when it cannot be opened, with the key and the remedy
     */
    Port(IoThreads threads, MinaHandler handler, MinaConfig config, Ports.Where where) {
        this.acceptor = new NioSocketAcceptor(threads.pool());
        this.open = where.port() >= 0;
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(config.backlog());
        acceptor.setCloseOnDeactivation(false);
        acceptor.setHandler(handler);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getSessionConfig().setIdleTime(IdleStatus.READER_IDLE, config.idleSeconds());
        if (open) {
            bind(where.address(), where.port(), where.key());
        }
    }

    private void bind(String address, int port, String key) {
        InetSocketAddress local =
                address.equals("*")
                        ? new InetSocketAddress(port)
                        : new InetSocketAddress(address, port);
        try {
            acceptor.bind(local);
        } catch (IOException | IllegalArgumentException failure) {
            acceptor.dispose();
            throw new IllegalStateException(
                    "cannot listen on port "
                            + port
                            + " of "
                            + address
                            + " ("
                            + failure.getMessage()
                            + "): set "
                            + key
                            + " to a free port, or start with --port-offset N",
                    failure);
        }
    }

    int port() {
        return open ? acceptor.getLocalAddress().getPort() : -1;
    }

    String address() {
        return open ? acceptor.getLocalAddress().getAddress().getHostAddress() : "";
    }

    /** Accepts nobody any more; those connected stay. */
    void close() {
        acceptor.unbind();
    }

    /** The streams that came by this port. */
    Set<Intake> intakes() {
        return acceptor.getManagedSessions().values().stream()
                .flatMap(session -> MinaHandler.stream(session).stream())
                .collect(Collectors.toSet());
    }

    /** Closes what is left. */
    void dispose() {
        acceptor.dispose();
    }
}
