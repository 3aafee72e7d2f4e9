package io.stoa.im.presence;

import io.stoa.bus.Context;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Manages subscriptions (RFC 6121 §3). Thread-safe. */
final class Subscriptions {

    private final Rosters rosters;
    private final Resources resources;
    private final PresenceRules.Config config;

    Subscriptions(Rosters rosters, Resources resources, PresenceRules.Config config) {
        this.rosters = rosters;
        this.resources = resources;
        this.config = config;
    }

    /** The account sends a subscription stanza (§3.1.2, §3.1.5, §3.2.2, §3.3.2, §3.4.2). */
    void outbound(Presence presence, Context context) {
        BareJid self = context.self();
        // §3.1.2: as if directed to the contact's bare JID
        BareJid contact =
                presence.to()
                        .orElseThrow(
                                () -> refusal(Condition.BAD_REQUEST, "a subscription needs a to"))
                        .bare();
        if (contact.equals(self)) {
            // §4.2.2: everybody is subscribed to their own presence
            throw refusal(Condition.NOT_ALLOWED, "no one is a contact of their own");
        }
        PresenceType type = presence.type();
        RosterItem before = update(self, contact, it -> Transitions.outbound(type, it));
        if (!Transitions.routes(type, before)) {
            return;
        }
        if (type == PresenceType.UNSUBSCRIBED && before.subscription().from()) {
            sendGone(contact, context);
        }
        // stamped with the bare JID
        context.send(presence.withFrom(self).withTo(contact));
        if (type == PresenceType.SUBSCRIBED) {
            sendCurrent(contact, context);
        }
    }

    /** A contact's subscription stanza arrives (§3.1.3, §3.1.6, §3.2.3, §3.3.3). */
    void inbound(Presence presence, BareJid contact, Context context) {
        BareJid self = context.self();
        if (contact.equals(self)) {
            return;
        }
        // §3.1.3: as if directed to the account's bare JID
        Presence stanza = presence.withFrom(contact).withTo(self);
        PresenceType type = stanza.type();
        if (type == PresenceType.SUBSCRIBE) {
            request(stanza, contact, context);
            return;
        }
        RosterItem before = update(self, contact, it -> Transitions.inbound(type, it), stanza);
        boolean changed = !Transitions.inbound(type, before).equals(before);
        if (type == PresenceType.UNSUBSCRIBE && changed) {
            if (before.subscription().from()) {
                sendGone(contact, context);
            }
            // A.3.2: the server SHOULD reply
            context.send(Presence.of(PresenceType.UNSUBSCRIBED).withFrom(self).withTo(contact));
        }
    }

    private void request(Presence stanza, BareJid contact, Context context) {
        BareJid self = context.self();
        if (rosters.item(self, contact).isEmpty() && tooMany(self)) {
            throw refusal(Condition.RESOURCE_CONSTRAINT, "too many requests are unanswered");
        }
        Presence kept = kept(stanza);
        RosterItem before = update(self, contact, it -> Transitions.request(it, kept));
        if (Transitions.delivers(before)) {
            resources.deliver(self, stanza);
        } else if (Transitions.answers(before)) {
            context.send(Presence.of(PresenceType.SUBSCRIBED).withFrom(self).withTo(contact));
            if (before.approved()) {
                sendCurrent(contact, context);
            }
        }
    }

    /** §3.1.3, second warning: strangers must not fill the store. */
    private boolean tooMany(BareJid account) {
        return rosters.items(account).stream().filter(item -> !item.listed()).count()
                >= config.requests();
    }

    private Presence kept(Presence request) {
        return !request.payloads().isEmpty()
                        && request.toElement().utf8().remaining() > config.requestLength()
                ? request.withPayloads(List.of())
                : request;
    }

    private void sendCurrent(BareJid contact, Context context) {
        resources
                .current(context.self())
                .forEach(presence -> context.send(presence.withTo(contact)));
    }

    private void sendGone(BareJid contact, Context context) {
        resources.gone(context.self()).forEach(presence -> context.send(presence.withTo(contact)));
    }

    /** Changes an item and returns what it was; one that changes nothing is not made. */
    private RosterItem update(
            BareJid self,
            BareJid contact,
            UnaryOperator<RosterItem> transition,
            Presence... notices) {
        RosterItem blank = RosterItem.blank(contact);
        return rosters.update(
                        self,
                        contact,
                        present -> {
                            RosterItem before = present.orElse(blank);
                            RosterItem after = transition.apply(before);
                            return after.equals(before) ? present : Optional.of(after);
                        },
                        notices)
                .orElse(blank);
    }

    private static StanzaException refusal(Condition condition, String why) {
        return new StanzaException(StanzaError.of(condition, why));
    }
}
