package io.stoa.service.gateway;

import io.stoa.gateway.Line;
import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One account's session in one network: there while a client of the account is, begun anew with
 * growing patience when the network goes, and not at all when it refuses. Thread-safe.
 */
final class Wire {

    /** How the session is. */
    enum State {
        /** No client of the account is there. */
        OFFLINE,
        /** It is being opened. */
        OPENING,
        /** It is there. */
        ONLINE,
        /** The network is away; the next attempt is due later. */
        WAITING,
        /** The network refuses; the account has to register anew. */
        REFUSED
    }

    /** What the network was shown last. */
    private record Shown(String show, String status) {

        static Shown of(Presence presence) {
            return new Shown(
                    Exchange.text(presence.payloads(), "show"),
                    Exchange.text(presence.payloads(), "status"));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int EARLY = 1_000;

    private final Exchange exchange;
    private final Network network;
    private final Place place;
    private final Usage usage;
    private final AddressBook book;
    private final Talk talk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Clients clients = new Clients();
    private State state = State.OFFLINE;
    private @Nullable Line line;
    private Optional<Shown> shown = Optional.empty();
    private Optional<StanzaError> trouble = Optional.empty();
    // what the network tells before its session is there
    private final List<Consumer<Talk>> early = new ArrayList<>();
    private int failures;
    // what an earlier attempt tells is not of this one
    private int attempt;

    Wire(Exchange exchange, Network network, Place place) {
        this.exchange = exchange;
        this.network = network;
        this.place = place;
        this.usage = exchange.usage(network);
        this.talk = new Talk(exchange, network, place);
        this.book =
                new AddressBook(
                        exchange.introductions(), place, network.title(), usage, this::clients);
    }

    Place place() {
        return place;
    }

    AddressBook book() {
        return book;
    }

    private List<Presence> clients() {
        lock.lock();
        try {
            return clients.foremostFirst();
        } finally {
            lock.unlock();
        }
    }

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether no client of the account is there. */
    boolean idle() {
        lock.lock();
        try {
            return clients.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** A client of the account is there, or says how it is (XEP-0100 §4.4). */
    void here(FullJid client, Presence presence) {
        boolean fresh;
        lock.lock();
        try {
            fresh = clients.put(client, presence);
            if (state == State.OFFLINE) {
                open(Duration.ZERO);
                return;
            }
            show();
            if (fresh) {
                talk.introduce(client);
                trouble.ifPresent(it -> tell(it, client));
            }
        } finally {
            lock.unlock();
        }
        if (fresh) {
            book.again();
        }
    }

    /** Shows the network how the account's foremost client is, if that has changed. */
    private void show() {
        Line present = line;
        Optional<Shown> now = clients.foremost().map(Shown::of);
        if (present == null || now.isEmpty() || now.equals(shown)) {
            return;
        }
        shown = now;
        try {
            present.show(now.get().show(), now.get().status());
        } catch (NetworkException why) {
            // when it is away, it tells that it is lost
            LOG.debug("{} does not take the presence of {}", network.title(), place, why);
        }
    }

    /** A client of the account has gone; with the last one the session ends (§4.5). */
    void gone(FullJid client) {
        lock.lock();
        try {
            clients.remove(client);
            if (clients.isEmpty()) {
                end(State.OFFLINE);
            } else {
                show();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The account has registered anew: whatever was refused is tried again. */
    void renew() {
        lock.lock();
        try {
            end(State.OFFLINE);
            failures = 0;
            if (!clients.isEmpty()) {
                open(Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session for good. */
    void end() {
        lock.lock();
        try {
            clients.clear();
            end(State.OFFLINE);
        } finally {
            lock.unlock();
        }
        book.close();
    }

    private void end(State next) {
        attempt++;
        boolean online = state == State.ONLINE;
        state = next;
        Line present = line;
        line = null;
        shown = Optional.empty();
        trouble = Optional.empty();
        early.clear();
        talk.end();
        if (online) {
            exchange.tell(Exchange.unavailable(place.gateway(), place.account()));
        }
        if (present != null) {
            present.close();
        }
    }

    private void open(Duration when) {
        attempt++;
        int mine = attempt;
        state = when.isZero() ? State.OPENING : State.WAITING;
        exchange.schedule().after(when, () -> login(mine));
    }

    /** On a job of its own, for it may take long. */
    private void login(int mine) {
        boolean told = false;
        try {
            Optional<Login> login = begin(mine);
            if (login.isPresent()) {
                opened(network.open(login.get(), new Hearing(this, mine)), mine);
            }
            told = true;
        } catch (NetworkException why) {
            told = true;
            lost(why, mine);
        } finally {
            if (!told) {
                // whatever it has thrown, the network's code or the storage: it is tried again
                lost(new NetworkException(NetworkException.Kind.AWAY, "not now"), mine);
            }
        }
    }

    private Optional<Login> begin(int mine) {
        Optional<Login> login = exchange.registrations().find(place.account(), place.domain());
        lock.lock();
        try {
            if (mine != attempt) {
                return Optional.empty();
            }
            state = login.isPresent() ? State.OPENING : State.OFFLINE;
            return login;
        } finally {
            lock.unlock();
        }
    }

    private void opened(Line opened, int mine) {
        lock.lock();
        try {
            if (mine != attempt) {
                // meanwhile nobody wants it any more
                opened.close();
                return;
            }
            line = opened;
            state = State.ONLINE;
            failures = 0;
            trouble = Optional.empty();
            exchange.tell(Exchange.available(place.gateway(), place.account(), "", ""));
            show();
            tellEarly();
        } finally {
            lock.unlock();
        }
    }

    void lost(NetworkException why, int mine) {
        lock.lock();
        try {
            if (mine != attempt) {
                return;
            }
            boolean refused = why.kind() == NetworkException.Kind.REFUSED;
            usage.count(trouble(refused));
            line = null;
            end(refused ? State.REFUSED : State.WAITING);
            failures++;
            StanzaError error = Talk.error(why);
            trouble = Optional.of(error);
            if (refused || failures == 1) {
                String text = network.title() + ": " + error.text();
                exchange.tell(Exchange.message(place.gateway(), place.account(), text));
                clients.all().forEach(it -> tell(error, it));
            }
            if (!refused) {
                open(exchange.backoff().after(failures, RandomGenerator.getDefault()));
            }
        } finally {
            lock.unlock();
        }
    }

    private Usage.Event trouble(boolean refused) {
        if (refused) {
            return Usage.Event.LOGIN_REFUSED;
        }
        return state == State.ONLINE ? Usage.Event.LOST : Usage.Event.LOGIN_FAILED;
    }

    /** XEP-0100 §4.4.2: a presence error tells a client why it is not logged in. */
    private void tell(StanzaError error, Jid client) {
        exchange.tell(
                Presence.of(PresenceType.AVAILABLE)
                        .withFrom(client)
                        .withTo(place.gateway())
                        .toError(error));
    }

    /**
     * Says something to a contact.
     *
     * @throws StanzaException when it cannot be said
     */
    void say(BareJid contact, Message message) {
        lock.lock();
        try {
            Line present = line;
            if (present == null) {
                throw new StanzaException(
                        StanzaError.of(
                                Condition.REMOTE_SERVER_TIMEOUT,
                                "not connected to " + network.title()));
            }
            talk.say(present, contact, message);
        } finally {
            lock.unlock();
        }
    }

    /** A client has received what a contact has said. */
    void received(BareJid contact, String id) {
        lock.lock();
        try {
            Line present = line;
            if (present != null) {
                talk.received(present, contact, id);
            }
        } catch (NetworkException why) {
            LOG.debug("{} does not take a receipt of {}", network.title(), place, why);
        } finally {
            lock.unlock();
        }
    }

    /** What is known of a contact's presence. */
    Presence presence(BareJid contact) {
        lock.lock();
        try {
            return talk.presence(contact);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The network tells something; false when that is of an earlier attempt, and ignored. While the
     * session is being opened it waits, unless it becomes much: who is seen can be spoken to then,
     * and is seen after the gateway (XEP-0100 §4.4.1).
     */
    boolean told(int mine, Consumer<Talk> what) {
        lock.lock();
        try {
            if (mine != attempt) {
                return false;
            }
            early.add(what);
            if (state != State.OPENING || early.size() > EARLY) {
                tellEarly();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void tellEarly() {
        early.forEach(it -> it.accept(talk));
        early.clear();
    }
}
