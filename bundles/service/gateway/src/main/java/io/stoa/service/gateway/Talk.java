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
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * What one account and the people in a network say to each other, and how they are: within limits,
 * with receipts. Used under a lock.
 */
final class Talk {

    private static final int ASKING = 500;
    private static final int LONGEST_SENTENCE = 1_000;

    private final Consumer<Stanza> account;
    private final Network network;
    private final Place place;
    private final Usage usage;
    private final Throttle out;
    private final Throttle in;
    private final People people = new People();
    private final Receipts receipts = new Receipts();
    private final SequencedSet<BareJid> asking = new LinkedHashSet<>();

    /**
     * Nothing is said yet.
     *
     * @param account takes what the account is told
     */
    Talk(Exchange exchange, Network network, Place place, Consumer<Stanza> account) {
        this.account = account;
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
        return StanzaError.of(condition, Exchange.clean(why.sentence().strip(), LONGEST_SENTENCE));
    }

    // ── what the account says ──

    /**
     * Takes what is to be said to a contact.
     *
     * @return how it is said, which may block
     * @throws StanzaException when it is too much
     */
    Consumer<Line> say(BareJid contact, Message message) {
        requireRoom();
        String name = people.name(contact);
        String body = message.body();
        if (network.receipts() && Receipts.wanted(message)) {
            receipts.await(contact, message);
            return line -> line.say(name, body, message.id());
        }
        return line -> line.say(name, body);
    }

    /** It has been said. */
    void said() {
        usage.count(Usage.Event.SAID);
    }

    /** There is no session to say it in. */
    StanzaError away() {
        return StanzaError.of(
                Condition.REMOTE_SERVER_TIMEOUT, "not connected to " + network.title());
    }

    /** It could not be said. */
    void unsaid(BareJid contact, Message message, StanzaError why) {
        receipts.forget(contact, message.id());
        account.accept(message.toError(why));
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

    /**
     * A client has received what a contact has said (XEP-0184).
     *
     * @return how the network is told, once
     */
    Optional<Consumer<Line>> received(BareJid contact, String id) {
        String name = people.name(contact);
        return receipts.due(contact, id)
                ? Optional.of(line -> line.delivered(name, id))
                : Optional.empty();
    }

    /** Somebody as the network spells the name. */
    String name(BareJid contact) {
        return people.name(contact);
    }

    /** The account sees a contact from now on, or was refused it. */
    void added(BareJid contact, boolean refused) {
        PresenceType type = refused ? PresenceType.UNSUBSCRIBED : PresenceType.SUBSCRIBED;
        account.accept(Presence.of(type).withFrom(contact).withTo(place.account()));
        if (!refused) {
            account.accept(presence(contact));
        }
    }

    /** The account does not want to see a contact; returns how the network is told. */
    Consumer<Line> removed(BareJid contact) {
        String name = people.name(contact);
        return line -> line.remove(name);
    }

    /** The account answers somebody; returns how the network is told, once. */
    Optional<Consumer<Line>> answered(BareJid contact, boolean allowed) {
        String name = people.name(contact);
        return asking.remove(contact)
                ? Optional.of(line -> line.answer(name, allowed))
                : Optional.empty();
    }

    // ── what the network tells ──

    /** Somebody there asks to see the account. */
    void asked(Named contact, String text) {
        people.spell(contact.address(), contact.name());
        if (asking.size() >= ASKING) {
            asking.removeFirst();
        }
        asking.add(contact.address());
        account.accept(Exchange.subscribe(contact.address(), place.account(), text));
    }

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
            account.accept(presence);
        }
    }

    /** Tells whether one message more is heard: a network may flood. */
    boolean hears() {
        boolean passes = in.passes();
        if (!passes) {
            usage.count(Usage.Event.TOLD_TOO_MUCH);
        }
        return passes;
    }

    void heard(Named contact, Message message, String id) {
        people.spell(contact.address(), contact.name());
        usage.count(Usage.Event.HEARD);
        account.accept(
                network.receipts() ? receipts.asking(message, contact.address(), id) : message);
    }

    void delivered(BareJid contact, String id) {
        receipts.receipt(contact, id).ifPresent(account);
    }

    // ── how people are ──

    Presence presence(BareJid contact) {
        return people.presence(contact).orElseGet(() -> unavailable(contact));
    }

    /** A client that is new sees who is there. */
    void introduce(FullJid client) {
        people.presences().forEach(it -> account.accept(it.withTo(client)));
    }

    /** Nobody can be reached any more. */
    void end() {
        people.available().forEach(it -> account.accept(unavailable(it)));
        people.leave();
    }

    /** Nobody is there who could say anything. */
    void rest() {
        people.forget();
    }

    private Presence unavailable(BareJid contact) {
        return Exchange.unavailable(contact, place.account());
    }
}
