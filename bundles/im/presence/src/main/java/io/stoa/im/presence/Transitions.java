package io.stoa.im.presence;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import java.util.Optional;

/**
 * What subscription stanzas do to a roster item (RFC 6121 appendix A, with pre-approval by §3.4).
 * The tests hold these few conditions against the RFC's eight tables. Stateless.
 */
final class Transitions {

    private Transitions() {}

    /** The state after the account has sent a stanza (A.2). */
    static RosterItem outbound(PresenceType type, RosterItem item) {
        Subscription now = item.subscription();
        return switch (type) {
            case SUBSCRIBE -> now.to() ? item : item.pendingOut(true).listed(true);
            case UNSUBSCRIBE -> item.with(Subscription.of(false, now.from())).pendingOut(false);
            case SUBSCRIBED -> grant(item);
            case UNSUBSCRIBED ->
                    item.with(Subscription.of(now.to(), false))
                            .pendingIn(Optional.empty())
                            .approved(false);
            default -> item;
        };
    }

    /** §3.4.2: already granted; asked for; not yet asked for. */
    private static RosterItem grant(RosterItem item) {
        if (item.subscription().from()) {
            return item;
        }
        return item.pendingIn().isPresent() ? granted(item) : item.approved(true).listed(true);
    }

    /** The server keeps no record of an approval that has been used (§3.4.2, first note). */
    private static RosterItem granted(RosterItem item) {
        return item.with(Subscription.of(item.subscription().to(), true))
                .pendingIn(Optional.empty())
                .approved(false)
                .listed(true);
    }

    /** Whether a stanza of the account goes on to the contact (A.2, ROUTE?). */
    static boolean routes(PresenceType type, RosterItem before) {
        boolean from = before.subscription().from();
        boolean asked = before.pendingIn().isPresent();
        return switch (type) {
            case SUBSCRIBE, UNSUBSCRIBE -> true;
            case SUBSCRIBED -> !from && asked;
            case UNSUBSCRIBED -> from || asked;
            default -> false;
        };
    }

    /** The state after the contact has asked for a subscription (A.3.1). */
    static RosterItem request(RosterItem item, Presence request) {
        if (item.subscription().from() || item.pendingIn().isPresent()) {
            return item;
        }
        return item.approved() ? granted(item) : item.pendingIn(Optional.of(request));
    }

    /** Whether the contact's request is delivered (A.3.1, DELIVER?). */
    static boolean delivers(RosterItem before) {
        return !answers(before) && before.pendingIn().isEmpty();
    }

    /** Whether the server answers the contact's request itself (§3.1.3 rule 2, §3.4.2). */
    static boolean answers(RosterItem before) {
        return before.subscription().from() || before.approved();
    }

    /**
     * The state after the contact has sent something else than a request (A.3.2–A.3.4). What
     * changes it is delivered, and only that.
     */
    static RosterItem inbound(PresenceType type, RosterItem item) {
        Subscription now = item.subscription();
        return switch (type) {
            case UNSUBSCRIBE ->
                    item.with(Subscription.of(now.to(), false)).pendingIn(Optional.empty());
            case SUBSCRIBED ->
                    item.pendingOut() && !now.to()
                            ? item.with(Subscription.of(true, now.from())).pendingOut(false)
                            : item;
            case UNSUBSCRIBED -> item.with(Subscription.of(false, now.from())).pendingOut(false);
            default -> item;
        };
    }
}
