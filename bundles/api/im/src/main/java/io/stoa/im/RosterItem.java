package io.stoa.im;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Presence;

import java.util.List;
import java.util.Optional;

/**
 * A roster item with the whole subscription state (RFC 6121 §2.1.2, appendix A). Immutable.
 *
 * @param contact the contact
 * @param name the name given to it, or ""
 * @param groups the groups it is in
 * @param subscription which presence flows
 * @param pendingOut whether a request of the account is unanswered ({@code ask='subscribe'})
 * @param pendingIn the contact's unanswered request (§3.1.3: it is delivered at every log-in)
 * @param approved whether a request of the contact is granted beforehand (§3.4)
 * @param listed whether the client sees the item; false while it only keeps {@code pendingIn}
 */
public record RosterItem(
        BareJid contact,
        String name,
        List<String> groups,
        Subscription subscription,
        boolean pendingOut,
        Optional<Presence> pendingIn,
        boolean approved,
        boolean listed) {

    /** Copies the groups. */
    public RosterItem {
        groups = List.copyOf(groups);
    }

    /** Makes an item that keeps nothing yet and that no client sees. */
    public static RosterItem blank(BareJid contact) {
        return new RosterItem(
                contact, "", List.of(), Subscription.NONE, false, Optional.empty(), false, false);
    }

    /** Returns the item with another name and other groups, listed. */
    public RosterItem named(String other, List<String> others) {
        return new RosterItem(
                contact, other, others, subscription, pendingOut, pendingIn, approved, true);
    }

    /** Returns the item with another subscription. */
    public RosterItem with(Subscription other) {
        return new RosterItem(
                contact, name, groups, other, pendingOut, pendingIn, approved, listed);
    }

    /** Returns the item with or without an unanswered request of the account. */
    public RosterItem pendingOut(boolean pending) {
        return new RosterItem(
                contact, name, groups, subscription, pending, pendingIn, approved, listed);
    }

    /** Returns the item with or without an unanswered request of the contact. */
    public RosterItem pendingIn(Optional<Presence> request) {
        return new RosterItem(
                contact, name, groups, subscription, pendingOut, request, approved, listed);
    }

    /** Returns the item with or without approval beforehand. */
    public RosterItem approved(boolean granted) {
        return new RosterItem(
                contact, name, groups, subscription, pendingOut, pendingIn, granted, listed);
    }

    /** Returns the item visible to clients or not. */
    public RosterItem listed(boolean visible) {
        return new RosterItem(
                contact, name, groups, subscription, pendingOut, pendingIn, approved, visible);
    }

    /** Which presence flows between an account and a contact (RFC 6121 §2.1.2.5). */
    public enum Subscription {
        /** None. */
        NONE,
        /** The account receives the contact's presence. */
        TO,
        /** The contact receives the account's presence. */
        FROM,
        /** Both receive each other's. */
        BOTH;

        /** Tells whether the account receives the contact's presence. */
        public boolean to() {
            return this == TO || this == BOTH;
        }

        /** Tells whether the contact receives the account's presence. */
        public boolean from() {
            return this == FROM || this == BOTH;
        }

        /** Combines the two directions. */
        public static Subscription of(boolean to, boolean from) {
            if (to) {
                return from ? BOTH : TO;
            }
            return from ? FROM : NONE;
        }
    }
}
