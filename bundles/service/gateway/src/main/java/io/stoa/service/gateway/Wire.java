package io.stoa.service.gateway;

import io.stoa.bus.Outbox;
import io.stoa.bus.Schedule;
import io.stoa.gateway.Line;
import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.gateway.limits.Patience;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.service.gateway.session.Clients;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One account's session in one network: there while a client of the account is, begun anew with
 * growing patience when the network goes, and not at all when it refuses. It is kept while the
 * account is registered, so that what was refused stays so when its clients come and go. What the
 * network does is waited for by jobs, without the lock and in nobody's lane. Thread-safe.
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

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int EARLY = 1_000;

    /** A session that lasted so long was one. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    /** So long a network may take to do what it was asked to, before it is left. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    /** And when the bundle stops, which may not take long. */
    private static final Duration STOPPING = Duration.ofMillis(300);

    private final Exchange exchange;
    private final Network network;
    private final Place place;
    private final Usage usage;
    private final Outbox account;
    private final AddressBook book;
    private final Talk talk;
    private final Speech speech;
    private final Patience patience;
    private final ReentrantLock opening = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Clients clients = new Clients();
    private volatile State state = State.OFFLINE;
    private long since;
    private Optional<StanzaError> trouble = Optional.empty();
    // what the network tells before its session is there
    private final List<Consumer<Talk>> early = new ArrayList<>();
    private Optional<Schedule.Job> due = Optional.empty();
    // what an earlier attempt tells is not of this one
    private int attempt;
    private boolean over;

    Wire(Exchange exchange, Network network, Place place) {
        this.exchange = exchange;
        this.network = network;
        this.place = place;
        this.usage = exchange.usage(network);
        this.account = exchange.outbox();
        this.talk = new Talk(exchange, network, place, this::tell);
        this.patience = exchange.patience();
        this.book =
                new AddressBook(
                        exchange.introductions(), place, network.title(), usage, this::clients);
        this.speech = new Speech(exchange.schedule(), talk, book, lock);
    }

    Network network() {
        return network;
    }

    Place place() {
        return place;
    }

    AddressBook book() {
        return book;
    }

    /** What the account says. */
    Speech speech() {
        return speech;
    }

    private List<Presence> clients() {
        lock.lock();
        try {
            return clients.foremostFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Never blocks. */
    State state() {
        return state;
    }

    /** Tells the account something, after what it was told before. */
    void tell(Stanza stanza) {
        if (!account.send(stanza)) {
            LOG.warn("too much waits of {} for {}; a stanza is lost", network.title(), place);
        }
    }

    // ── the account's clients ──

    /** A client of the account is there, or says how it is (XEP-0100 §4.4). */
    void here(FullJid client, Presence presence) {
        boolean fresh;
        lock.lock();
        try {
            if (over) {
                return;
            }
            fresh = clients.put(client, presence);
            if (state == State.OFFLINE) {
                begin();
            }
            speech.show(clients.foremost());
            if (fresh) {
                greet(client);
            }
        } finally {
            lock.unlock();
        }
        if (fresh) {
            book.again();
        }
    }

    private void begin() {
        if (patience.isRefused()) {
            state = State.REFUSED;
        } else {
            open(patience.next());
        }
    }

    /** A client that is new sees how the gateway is, and who is there. */
    private void greet(FullJid client) {
        if (state == State.ONLINE) {
            tell(presence(place.gateway()).withTo(client));
            talk.introduce(client);
        }
        trouble.ifPresent(it -> tell(it, client));
    }

    /** A client of the account has gone; with the last one the session ends (§4.5). */
    void gone(FullJid client) {
        lock.lock();
        try {
            if (!clients.remove(client)) {
                return;
            }
            if (clients.isEmpty()) {
                end(State.OFFLINE, LEAVING);
                book.rest();
                talk.rest();
            }
            speech.show(clients.foremost());
        } finally {
            lock.unlock();
        }
    }

    /** The account has registered anew: whatever was refused is tried again. */
    void renew() {
        lock.lock();
        try {
            end(State.OFFLINE, LEAVING);
            patience.renew();
            trouble = Optional.empty();
            if (!over && !clients.isEmpty()) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session for good. */
    void end() {
        lock.lock();
        try {
            over = true;
            clients.clear();
            end(State.OFFLINE, STOPPING);
        } finally {
            lock.unlock();
        }
        book.close();
    }

    /** Waits until what was to be said is said, and the network left; not for one that hangs. */
    void settle(long until) {
        speech.settle(until);
    }

    private void end(State next, Duration leaving) {
        attempt++;
        due.ifPresent(Schedule.Job::cancel);
        boolean online = state == State.ONLINE;
        state = next;
        early.clear();
        talk.end();
        if (online) {
            tell(Exchange.unavailable(place.gateway(), place.account()));
        }
        speech.end(leaving);
    }

    // ── log-in ──

    private void open(Duration when) {
        attempt++;
        int mine = attempt;
        state = when.isZero() ? State.OPENING : State.WAITING;
        due = Optional.of(exchange.schedule().after(when, () -> login(mine)));
    }

    /** On a job of its own, for it may take long; one after the other. */
    private void login(int mine) {
        boolean told = false;
        opening.lock();
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
            opening.unlock();
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
                speech.part(opened, LEAVING);
                return;
            }
            state = State.ONLINE;
            since = System.nanoTime();
            trouble = Optional.empty();
            tell(presence(place.gateway()));
            speech.begin(opened, clients.foremost());
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
            boolean lasted = state == State.ONLINE && System.nanoTime() - since > LASTING.toNanos();
            end(refused ? State.REFUSED : State.WAITING, LEAVING);
            StanzaError error = Talk.error(why);
            trouble = Optional.of(error);
            if (refused) {
                patience.refused();
                explain(error);
            } else {
                if (patience.failed(lasted)) {
                    explain(error);
                }
                open(patience.next());
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

    private void explain(StanzaError error) {
        String text = network.title() + ": " + error.text();
        tell(Exchange.message(place.gateway(), place.account(), text));
        clients.all().forEach(it -> tell(error, it));
    }

    /** XEP-0100 §4.4.2: a presence error tells a client why it is not logged in. */
    private void tell(StanzaError error, Jid client) {
        tell(
                Presence.of(PresenceType.AVAILABLE)
                        .withFrom(client)
                        .withTo(place.gateway())
                        .toError(error));
    }

    // ── what the network tells ──

    /** Tells how a contact is, or the gateway. */
    void tellPresence(BareJid contact) {
        lock.lock();
        try {
            tell(presence(contact));
        } finally {
            lock.unlock();
        }
    }

    private Presence presence(BareJid contact) {
        if (!contact.equals(place.gateway())) {
            return talk.presence(contact);
        }
        return state == State.ONLINE
                ? Exchange.available(contact, place.account(), "", "")
                : Exchange.unavailable(contact, place.account());
    }

    /** The network says something, of which not more is heard than may be. */
    void heard(int mine, Consumer<Talk> what) {
        lock.lock();
        try {
            if (mine == attempt && talk.hears()) {
                told(mine, what);
            }
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
