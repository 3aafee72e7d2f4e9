package io.stoa.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One account's session in a network. Called by one thread at a time; may block, while only what
 * this account says waits: when much waits, the account is told {@code resource-constraint}. Only
 * {@link #close} may be called while another call has not returned, when that takes long.
 */
@ConsumerType
public interface Line extends AutoCloseable {

    /**
     * Says something to somebody there.
     *
     * @param name the other's name in the network, as the network has last spelled it
     * @throws NetworkException when it cannot be said; the sender is told
     */
    void say(String name, String text);

    /**
     * Says something to somebody there, and wants to know when it has been delivered. Called only
     * when {@link Network#receipts}.
     *
     * @param id what {@link Ear#delivered} is to name; it is of the sender's making
     * @throws NetworkException when it cannot be said; the sender is told
     */
    default void say(String name, String text, String id) {
        say(name, text);
    }

    /**
     * Tells the network that something has been delivered to a client of the account.
     *
     * @param name who has said it
     * @param id what {@link Ear#said(String, String, String)} has named
     */
    default void delivered(String name, String id) {}

    /**
     * The account wants to see somebody (XEP-0100 §4.6), whom the network has not told of as a
     * contact of its.
     *
     * @throws NetworkException when that cannot be; the account is told. Who declines later is told
     *     by {@link Ear#removed}
     */
    default void add(String name) {}

    /** The account does not want to see somebody any more (XEP-0100 §4.7). */
    default void remove(String name) {}

    /**
     * The account has answered whom {@link Ear#asks} has told of, once (XEP-0100 §5.1).
     *
     * @param allowed whether the account may be seen there
     */
    default void answer(String name, boolean allowed) {}

    /**
     * Tells the network how the account is.
     *
     * @param show {@code away}, {@code chat}, {@code dnd}, {@code xa}, or "" (RFC 6121 §4.7.2.1)
     */
    default void show(String show, String status) {}

    /** Logs out, also after {@link Ear#lost}. Ends a call that has not returned. Idempotent. */
    @Override
    void close();
}
