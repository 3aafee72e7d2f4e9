package io.stoa.stream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A port that is open, registered as a service for as long as it is. {@code stoa status} and the
 * ready file list them.
 */
@ConsumerType
public interface Listener {

    /** Returns a short name, such as {@code c2s}. */
    String name();

    /** Returns the address it is bound to, such as {@code 127.0.0.1}. */
    String address();

    /** Returns the port. */
    int port();

    /** Returns the configuration key that sets the port, such as {@code io.stoa.net.mina:port}. */
    String key();
}
