package io.stoa.service.gateway;

import io.stoa.gateway.Ear.Contact;
import io.stoa.gateway.Line;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.gateway.Hearing.Named;
import io.stoa.service.gateway.limits.Throttle;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.List;

/**
 * What one account and the people in a network say to each other, and how they are: within limits,
 * with receipts. Used under a lock.
 */
final class Talk {

    private final Exchange exchange;
    private final Network network;
    private final Place place;
    private final Usage usage;
    private final Throttle out;
    private final Throttle in;
    private final People people = new People();
    private final Receipts receipts = new Receipts();

    Talk(Exchange exchange, Network network, Place place) {
        this.exchange = exchange;
        this.network = network;
        this.place = place;
        this.usage = exchange.usage(network);
        this.out = exchange.throttle();
        this.in = exchange.throttle();
    }

    /** What went wrong, as clients are told. */
    static StanzaError error(NetworkException why) {
        Condition condition =
                switch (why.kind()) {
                    case AWAY -> Condition.REMOTE_SERVER_TIMEOUT;
                    case REFUSED -> Condition.NOT_AUTHORIZED;
                    case NOBODY -> Condition.ITEM_NOT_FOUND;
                    case FORBIDDEN -> Condition.FORBIDDEN;
                };
        return StanzaError.of(condition, Exchange.clean(why.sentence()));
    }

    // ── what the account says ──

    /**
     * Says something to a contact.
     *
     * @throws StanzaException when it cannot be said
     */
    void say(Line line, BareJid contact, Message message) {
        requireRoom();
        try {
            if (network.receipts() && Receipts.wanted(message)) {
                receipts.await(contact, message);
                line.say(people.name(contact), message.body(), message.id());
            } else {
                line.say(people.name(contact), message.body());
            }
            usage.count(Usage.Event.SAID);
        } catch (NetworkException why) {
            receipts.forget(contact, message.id());
            throw new StanzaException(error(why));
        }
    }

    private void requireRoom() {
        boolean mine = out.passes();
        if (mine && usage.admits()) {
            return;
        }
        usage.count(mine ? Usage.Event.ALL_SAY_TOO_MUCH : Usage.Event.ACCOUNT_SAYS_TOO_MUCH);
        throw new StanzaException(
                StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much in a minute"));
    }

    /** A client has received what a contact has said (XEP-0184); the network is told once. */
    void received(Line line, BareJid contact, String id) {
        if (receipts.due(contact, id)) {
            line.delivered(people.name(contact), id);
        }
    }

    // ── what the network tells ──

    /** Takes how names are spelled. */
    void spell(List<Contact> contacts) {
        for (Contact contact : contacts) {
            Addresses.of(contact.name(), place.domain())
                    .ifPresent(it -> people.spell(it, contact.name()));
        }
    }

    void seen(Named contact, Presence presence) {
        boolean available = presence.type() == PresenceType.AVAILABLE;
        if (people.see(contact.address(), presence, available)) {
            people.spell(contact.address(), contact.name());
            exchange.tell(presence);
        }
    }

    void heard(Named contact, Message message, String id) {
        if (!in.passes()) {
            // a network that floods is not passed on without end
            usage.count(Usage.Event.TOLD_TOO_MUCH);
            return;
        }
        people.spell(contact.address(), contact.name());
        usage.count(Usage.Event.HEARD);
        exchange.tell(
                network.receipts() ? receipts.asking(message, contact.address(), id) : message);
    }

    void delivered(BareJid contact, String id) {
        receipts.receipt(contact, id).ifPresent(exchange::tell);
    }

    // ── how people are ──

    Presence presence(BareJid contact) {
        return people.presence(contact)
                .orElseGet(() -> Exchange.unavailable(contact, place.account()));
    }

    /** A client that is new sees who is there. */
    void introduce(FullJid client) {
        people.presences().forEach(it -> exchange.tell(it.withTo(client)));
    }

    /** Nobody can be reached any more. */
    void end() {
        people.available().forEach(it -> exchange.tell(Exchange.unavailable(it, place.account())));
        people.leave();
    }
}
