package io.stoa.service.gateway.limits;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much one network is used, counted since the gateways came, and the limit that all accounts
 * share. Thread-safe.
 */
public final class Usage {

    /** What is counted. */
    public enum Event {
        /** A log-in, because the network is away. */
        LOGIN_FAILED,
        /** A log-in, by the network. */
        LOGIN_REFUSED,
        /** A session that was there, because the network has gone. */
        LOST,
        /** A message into the network. */
        SAID,
        /** A message from the network. */
        HEARD,
        /** A registration is new. */
        REGISTERED,
        /** A registration was changed. */
        CHANGED,
        /** A registration was removed. */
        REMOVED,
        /** A message of an account that says too much. */
        ACCOUNT_SAYS_TOO_MUCH,
        /** A message when all accounts together say too much. */
        ALL_SAY_TOO_MUCH,
        /** A message to an account that is told too much. */
        TOLD_TOO_MUCH,
        /** A log-in when too many are logged in. */
        TOO_MANY_SESSIONS,
        /** Contacts that a roster has no room for, or that are more than may be. */
        TOO_MANY_CONTACTS;

        /** Returns its name as the value of a label. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Throttle all;

    /** Counts from nothing. */
    public Usage(Throttle all) {
        this.all = all;
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(Event event) {
        adder(event).increment();
    }

    /** Returns how many there were. */
    public long of(Event event) {
        return adder(event).sum();
    }

    private LongAdder adder(Event event) {
        return counts.computeIfAbsent(event, absent -> new LongAdder());
    }

    /** Tells whether one more message may go into the network. */
    public boolean admits() {
        lock.lock();
        try {
            return all.passes();
        } finally {
            lock.unlock();
        }
    }
}
