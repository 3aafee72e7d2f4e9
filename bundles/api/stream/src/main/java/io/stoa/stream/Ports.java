package io.stoa.stream;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens ports for peers that are no clients; {@code net/*} provides it. A feature that brings its
 * own {@link PeerProtocol} has its port opened here, so that it sees no network library and all
 * streams have the same limits. Thread-safe.
 */
@ProviderType
public interface Ports {

    /**
     * Opens a port.
     *
     * @param where the port
     * @param protocol what is spoken there
     * @throws IllegalStateException when it cannot be opened, with the key and the remedy
     */
    Open open(Where where, PeerProtocol protocol);

    /**
     * Which port.
     *
     * @param address the IP address to listen on, {@code *} for every one
     * @param port the port, 0 for a free one
     * @param tls whether peers begin with TLS
     * @param key the configuration key that sets the port, for messages
     */
    record Where(String address, int port, boolean tls, String key) {}

    /** A port that is open. Thread-safe. */
    @ProviderType
    interface Open extends AutoCloseable {

        /** Returns the address it is bound to. */
        String address();

        /** Returns its number. */
        int number();

        /**
         * Accepts nobody any more and closes the streams that came by this port, with {@code
         * system-shutdown}; when it returns, their protocol is not called any more. May block.
         */
        @Override
        void close();
    }
}
