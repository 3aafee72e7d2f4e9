package io.stoa.net.uplink;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Brings in what the server sends: it is for our domain and from another, or nobody sees it. Who
 * reads does not carry it, for a request may have to wait for its answer's way out, and while this
 * bundle is replaced that is as long as it takes to hear the server out. Only a few wait to be
 * carried; else reading waits. Thread-safe.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private static final int MOST = 64;

    /** What a server may still say until it ends its half of the stream. */
    private static final int MOST_LAST_WORDS = 10_000;

    private final String domain;
    private final StanzaBus bus;
    private final Consumer<Stanza> back;
    private final Schedule schedule;
    private final AtomicLong count = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Stanza> waiting = new ArrayDeque<>();
    private int most = MOST;
    // until it is known what the version before has heard, or that there was none
    private boolean held = true;
    private boolean carrying;

    /**
     * Makes one.
     *
     * @param back takes answers to what is no stanza
     */
    Arrivals(String domain, StanzaBus bus, Schedule schedule, Consumer<Stanza> back) {
        this.domain = domain;
        this.bus = bus;
        this.schedule = schedule;
        this.back = back;
    }

    long count() {
        return count.get();
    }

    void take(Element element) {
        if (!Stanza.isStanza(element)) {
            LOG.debug("the server sent <{}/>, which is no stanza", element.local());
            return;
        }
        Stanza stanza;
        try {
            stanza = Stanza.from(element);
        } catch (StanzaException malformed) {
            refuse(element, malformed.error());
            return;
        }
        if (!isForUs(stanza.from(), stanza.to())) {
            LOG.debug(
                    "the server sent a {} from “{}” to “{}”, which is not for {} from elsewhere",
                    element.local(),
                    element.attribute("from"),
                    element.attribute("to"),
                    domain);
            return;
        }
        count.incrementAndGet();
        add(stanza);
    }

    private void add(Stanza stanza) {
        lock.lock();
        try {
            while (waiting.size() >= most) {
                room.awaitUninterruptibly();
            }
            waiting.addLast(stanza);
            carrySoon();
        } finally {
            lock.unlock();
        }
    }

    private void carrySoon() {
        if (!held && !carrying && !waiting.isEmpty()) {
            carrying = true;
            schedule.after(Duration.ZERO, this::carry);
        }
    }

    private void carry() {
        try {
            Stanza next = next();
            while (next != null) {
                bus.send(next);
                next = next();
            }
        } finally {
            carried();
        }
    }

    private @Nullable Stanza next() {
        lock.lock();
        try {
            room.signal();
            return held ? null : waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private void carried() {
        lock.lock();
        try {
            carrying = false;
            carrySoon();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is carried: the next version does it. */
    void hold() {
        lock.lock();
        try {
            held = true;
            most = MOST_LAST_WORDS;
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what is held, in order. */
    List<Stanza> give() {
        lock.lock();
        try {
            List<Stanza> all = List.copyOf(waiting);
            waiting.clear();
            room.signal();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Carries what an earlier version has heard, then the rest. */
    void carry(List<Stanza> earlier) {
        carry(earlier, MOST);
    }

    /** Carries what is still said until the stream ends, however long some of it has to wait. */
    void finish() {
        carry(List.of(), MOST_LAST_WORDS);
    }

    private void carry(List<Stanza> earlier, int atOnce) {
        lock.lock();
        try {
            earlier.reversed().forEach(waiting::addFirst);
            held = false;
            most = atOnce;
            room.signal();
            carrySoon();
        } finally {
            lock.unlock();
        }
    }

    private boolean isForUs(Optional<Jid> from, Optional<Jid> to) {
        return to.filter(it -> it.domain().equals(domain)).isPresent()
                && from.filter(it -> !it.domain().equals(domain)).isPresent();
    }

    private static Optional<Jid> address(String address) {
        try {
            return address.isEmpty() ? Optional.empty() : Optional.of(Jid.parse(address));
        } catch (JidException malformed) {
            LOG.debug("not an address: {}", malformed.getMessage());
            return Optional.empty();
        }
    }

    /** Answers what is no stanza, or too long for one, if its addresses can be used. */
    void refuse(Element element, StanzaError error) {
        if (!isForUs(address(element.attribute("from")), address(element.attribute("to")))) {
            return;
        }
        try {
            error.answer(element)
                    .map(it -> it.with("to", element.attribute("from")))
                    .map(it -> it.with("from", element.attribute("to")))
                    .map(Stanza::from)
                    .ifPresent(back);
        } catch (StanzaException unanswerable) {
            // an iq without an id: nothing to refer to
            LOG.debug("the server sent what cannot even be refused");
        }
    }
}
