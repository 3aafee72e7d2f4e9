package io.stoa.auth;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/** The accounts of this server. Thread-safe; may block. */
@ConsumerType
public interface Accounts {

    /** Tells whether an account exists. */
    boolean exists(BareJid account);

    /**
     * Creates an account.
     *
     * @throws AccountException when it exists, or the address or password is not acceptable
     */
    void create(BareJid account, String password);

    /**
     * Changes the password.
     *
     * @throws AccountException when there is no such account or the password is not acceptable
     */
    void password(BareJid account, String password);

    /**
     * Removes an account; {@link AccountListener}s are told, and everything it stored is erased.
     *
     * @throws AccountException when there is no such account
     */
    void remove(BareJid account);

    /**
     * Lists accounts in the order of their localparts.
     *
     * @param domain the domain
     * @param after list what comes after this localpart; "" for the beginning
     * @param limit at most so many, 1 to 1000
     */
    List<BareJid> list(String domain, String after, int limit);

    /** Tells whether an account may administer the server. */
    boolean admin(BareJid account);

    /**
     * Grants or takes the right to administer the server.
     *
     * @throws AccountException when there is no such account
     */
    void admin(BareJid account, boolean admin);
}
