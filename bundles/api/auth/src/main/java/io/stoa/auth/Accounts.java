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

    /**
     * Tells whether an account is disabled: it keeps all it has, is to everybody as somebody who is
     * not there, and may not log in.
     */
    default boolean disabled(BareJid account) {
        return false;
    }

    /**
     * Disables an account, or enables it again. {@link AccountListener}s are told, so that its
     * sessions end.
     *
     * @throws AccountException when there is no such account, or its password is kept elsewhere and
     *     it can only be disabled there
     */
    default void disabled(BareJid account, boolean disabled) {
        throw new AccountException(
                AccountException.Reason.ELSEWHERE,
                "Accounts are kept elsewhere; disable %s there.".formatted(account));
    }

    /**
     * Tells an account from those that had its name before and will have it later. One that has
     * just been removed is still told from its successor.
     *
     * @return a number that is the account's own; 0 for all that were made before there were such
     *     numbers, and for addresses that are no account's
     */
    default long incarnation(BareJid account) {
        return 0;
    }
}
