package io.stoa.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One account's session in a network. Called by one thread at a time; may block for a moment, while
 * only that account waits.
 */
@ConsumerType
public interface Line extends AutoCloseable {

    /**
     * Says something to somebody there.
     *
     * @param name the other's name in the network
     * @throws NetworkException when it cannot be said; the sender is told
     */
    void say(String name, String text);

    /**
     * Tells the network how the account is.
     *
     * @param show {@code away}, {@code chat}, {@code dnd}, {@code xa}, or "" (RFC 6121 §4.7.2.1)
     */
    default void show(String show, String status) {}

    /** Logs out. Idempotent. */
    @Override
    void close();
}
