package io.stoa.service.gateway;

import io.stoa.gateway.Ear;
import io.stoa.gateway.Line;
import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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

    /** So many contacts' presence is remembered. */
    private static final int CONTACTS = 5_000;

    private final Exchange exchange;
    private final Network network;
    private final BareJid gateway;
    private final BareJid account;
    private final Throttle out;
    private final Throttle in;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FullJid, Presence> resources = new LinkedHashMap<>();
    private final Map<BareJid, Presence> known = new LinkedHashMap<>();
    private State state = State.OFFLINE;
    private @Nullable Line line;
    private int failures;
    // what an earlier attempt tells is not of this one
    private int attempt;

    Wire(Exchange exchange, Network network, BareJid gateway, BareJid account) {
        this.exchange = exchange;
        this.network = network;
        this.gateway = gateway;
        this.account = account;
        this.out = exchange.throttle();
        this.in = exchange.throttle();
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
            return resources.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** A client of the account is there, or says how it is (XEP-0100 §4.4). */
    void here(FullJid resource, Presence presence) {
        lock.lock();
        try {
            boolean fresh = resources.put(resource, presence) == null;
            Line present = line;
            if (state == State.OFFLINE) {
                open(Duration.ZERO);
            } else if (present != null) {
                show(present, presence);
                if (fresh) {
                    known.values().forEach(it -> exchange.tell(it.withTo(resource)));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void show(Line line, Presence presence) {
        line.show(
                Exchange.text(presence.payloads(), "show"),
                Exchange.text(presence.payloads(), "status"));
    }

    /** A client of the account has gone; with the last one the session ends (§4.5). */
    void gone(FullJid resource) {
        lock.lock();
        try {
            resources.remove(resource);
            if (resources.isEmpty()) {
                end(State.OFFLINE);
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
            if (!resources.isEmpty()) {
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
            resources.clear();
            end(State.OFFLINE);
        } finally {
            lock.unlock();
        }
    }

    private void end(State next) {
        attempt++;
        boolean online = state == State.ONLINE;
        state = next;
        Line present = line;
        line = null;
        known.keySet().forEach(it -> exchange.tell(Exchange.unavailable(it, account)));
        known.clear();
        if (online) {
            exchange.tell(Exchange.unavailable(gateway, account));
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
                opened(network.open(login.get(), new Told(mine)), mine);
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
        Optional<Login> login = exchange.registrations().find(account, gateway.domain());
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
            exchange.tell(Exchange.available(gateway, account, "", ""));
            resources.values().stream().findFirst().ifPresent(it -> show(opened, it));
        } finally {
            lock.unlock();
        }
    }

    private void lost(NetworkException why, int mine) {
        lock.lock();
        try {
            if (mine != attempt) {
                return;
            }
            boolean refused = why.kind() == NetworkException.Kind.REFUSED;
            line = null;
            end(refused ? State.REFUSED : State.WAITING);
            failures++;
            if (refused || failures == 1) {
                exchange.tell(
                        Exchange.message(
                                gateway, account, network.title() + ": " + why.sentence()));
            }
            if (!refused) {
                open(exchange.backoff().after(failures, RandomGenerator.getDefault()));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says something to a contact.
     *
     * @throws StanzaException when it cannot be said
     */
    void say(BareJid contact, String text) {
        lock.lock();
        try {
            Line present = line;
            if (present == null) {
                throw new StanzaException(
                        StanzaError.of(
                                Condition.REMOTE_SERVER_TIMEOUT,
                                "not connected to " + network.title()));
            }
            if (!out.passes()) {
                throw new StanzaException(
                        StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much in a minute"));
            }
            present.say(Addresses.name(contact), text);
        } catch (NetworkException why) {
            throw new StanzaException(StanzaError.of(condition(why), why.sentence()));
        } finally {
            lock.unlock();
        }
    }

    private static Condition condition(NetworkException why) {
        return switch (why.kind()) {
            case AWAY -> Condition.REMOTE_SERVER_TIMEOUT;
            case REFUSED -> Condition.NOT_AUTHORIZED;
            case NOBODY -> Condition.ITEM_NOT_FOUND;
            case FORBIDDEN -> Condition.FORBIDDEN;
        };
    }

    /** What is known of a contact's presence. */
    Presence presence(BareJid contact) {
        lock.lock();
        try {
            return known.getOrDefault(contact, Exchange.unavailable(contact, account));
        } finally {
            lock.unlock();
        }
    }

    /** What the network tells in one attempt. */
    private final class Told implements Ear {

        private final int mine;

        Told(int mine) {
            this.mine = mine;
        }

        @Override
        public void contacts(List<Contact> contacts) {
            if (mine == attempt()) {
                exchange.contacts(contacts, network, gateway.domain(), account);
            }
        }

        @Override
        public void presence(String name, boolean available, String show, String status) {
            Addresses.of(name, gateway.domain())
                    .ifPresent(
                            contact ->
                                    seen(
                                            mine,
                                            available
                                                    ? Exchange.available(
                                                            contact, account, show, status)
                                                    : Exchange.unavailable(contact, account),
                                            contact));
        }

        @Override
        public void said(String name, String text) {
            Addresses.of(name, gateway.domain())
                    .ifPresent(contact -> heard(mine, Exchange.message(contact, account, text)));
        }

        @Override
        public void lost(NetworkException why) {
            Wire.this.lost(why, mine);
        }
    }

    private int attempt() {
        lock.lock();
        try {
            return attempt;
        } finally {
            lock.unlock();
        }
    }

    private void seen(int mine, Presence presence, BareJid contact) {
        lock.lock();
        try {
            boolean available = presence.typeAttribute().isEmpty();
            boolean changes =
                    available
                            ? known.size() < CONTACTS || known.containsKey(contact)
                            : known.remove(contact) != null;
            if (mine != attempt || !changes) {
                return;
            }
            if (available) {
                known.put(contact, presence);
            }
            exchange.tell(presence);
        } finally {
            lock.unlock();
        }
    }

    private void heard(int mine, Message message) {
        lock.lock();
        try {
            // a network that floods is not passed on without end
            if (mine == attempt && in.passes()) {
                exchange.tell(message);
            }
        } finally {
            lock.unlock();
        }
    }
}
