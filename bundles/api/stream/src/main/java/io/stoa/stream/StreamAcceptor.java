package io.stoa.stream;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Collection;

/** Takes new connections; {@code core/stream} is one, {@code net/*} calls it. Thread-safe. */
@ProviderType
public interface StreamAcceptor {

    /**
     * Begins a stream on a connection.
     *
     * @return what to feed with the connection's bytes and events, from one thread at a time
     */
    Intake accept(Connection connection, Entry entry);

    /**
     * Begins the stream of a peer that is no client.
     *
     * @param protocol what it speaks
     * @return what to feed, as {@link #accept(Connection, Entry)}
     */
    Intake accept(Connection connection, PeerProtocol protocol);

    /** Closes these streams of this acceptor, with {@code system-shutdown}: their port closes. */
    void shutdown(Collection<? extends Intake> streams);

    /** Closes every stream that this acceptor has begun, with {@code system-shutdown}. */
    void shutdown();
}
