package io.stoa.im;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Presence;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rosters of the accounts (RFC 6121 §2), for those that manage subscriptions. Thread-safe; may
 * block.
 */
@ConsumerType
public interface Rosters {

    /** Returns all items of an account, also those that only exist within the server. */
    List<RosterItem> items(BareJid account);

    /** Returns the item for a contact. */
    Optional<RosterItem> item(BareJid account, BareJid contact);

    /**
     * Tells whether an account shows its presence to somebody: to itself, and to a contact that has
     * a subscription to it (§2.1.2.5 {@code from} and {@code both}).
     */
    default boolean shows(BareJid account, BareJid other) {
        return account.equals(other)
                || item(account, other).filter(it -> it.subscription().from()).isPresent();
    }

    /**
     * Changes an item and pushes the change to the account's interested resources, unless nothing
     * that the client can see has changed (§2.1.6). An item that is neither listed nor keeps a
     * contact's request is removed.
     *
     * @param change gets the present item and returns the new one; empty removes it. It has no side
     *     effects, for it may be called again.
     * @param notices what is delivered to the interested resources ahead of the push, if the item
     *     changes at all (§3.1.6, §3.2.3, §3.3.3)
     * @return the item as it was before
     * @throws io.stoa.stanza.StanzaException with {@code resource-constraint} when a new item would
     *     exceed the size of a roster
     */
    Optional<RosterItem> update(
            BareJid account,
            BareJid contact,
            UnaryOperator<Optional<RosterItem>> change,
            Presence... notices);
}
