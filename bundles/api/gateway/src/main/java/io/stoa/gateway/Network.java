package io.stoa.gateway;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * Another network, which accounts of this server log in to. A bundle that speaks its protocol
 * registers one; registration, addresses, rosters, presence, back-off and limits are the affair of
 * {@code service/gateway}. Thread-safe.
 */
@ConsumerType
public interface Network {

    /** Returns the first label of its domain, such as {@code irc} for {@code irc.example.org}. */
    String label();

    /** Returns what people call it, such as {@code IRC}. */
    String title();

    /** Returns its type in the registry of identities of category {@code gateway}. */
    String type();

    /** Returns what is asked of who registers, in order. */
    List<Question> questions();

    /** Returns how to ask for a contact's address there, a phrase; "" when there are none. */
    default String prompt() {
        return "";
    }

    /**
     * Tells whether it says when a message has been delivered there ({@link Ear#delivered}), and
     * can say there what has been delivered here ({@link Line#delivered}).
     */
    default boolean receipts() {
        return false;
    }

    /**
     * Logs in. On a thread that may block, up to a minute; an account has one attempt at a time,
     * and ten in a minute.
     *
     * @param login who logs in, and how
     * @param ear what is told of what happens there, from any thread, also before this returns
     * @return the line, until {@link Line#close} or {@link Ear#lost}
     * @throws NetworkException when it cannot be done
     */
    Line open(Login login, Ear ear);
}
