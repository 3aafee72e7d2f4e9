package io.stoa.core.lease;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Takes a component out that only does harm, and tries it again after a while. One for all services
 * of a component. Thread-safe; while all is well a call costs one volatile read.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final String component;
    private final Supplier<Rules> rules;
    private final Runnable changed;
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
    private int trips;
    private volatile boolean barred;
    private volatile boolean tripped;
    private volatile boolean trying;
    private volatile long until;
    private volatile String reason = "";

    Breaker(String component, Supplier<Rules> rules, Runnable changed) {
        this.component = component;
        this.rules = rules;
        this.changed = changed;
    }

    String component() {
        return component;
    }

    /** Counts a lease; called under the lock of the map that keeps the breakers. */
    Breaker used() {
        users++;
        return this;
    }

    /** Counts a lease off; null when none is left. */
    @Nullable Breaker unused() {
        return --users == 0 ? null : this;
    }

    /** Tells whether the component is in quarantine; what is being tried again is not. */
    boolean tripped() {
        return tripped && System.nanoTime() - until < 0;
    }

    /** Tells whether nobody is let in now: also while another tries it out. */
    boolean shut() {
        return tripped && (trying || tripped());
    }

    /** Tells the same of a component that comes back, which one that was left behind does not. */
    boolean resting() {
        return shut() && !barred;
    }

    /** Tells whether a call may go in; after the time of quarantine one at a time. */
    boolean admits() {
        if (!tripped) {
            return true;
        }
        if (tripped()) {
            return false;
        }
        lock.lock();
        try {
            boolean first = !trying;
            trying = true;
            return first || !tripped;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        // one that was inside when another did the harm is no proof
        if (tripped && trying) {
            end("works again");
        }
    }

    /**
     * A call has failed.
     *
     * @param inARow how many calls to the same service have failed one after the other: that
     *     another service of the component works is no excuse
     */
    void failed(int inARow, Throwable failure) {
        int limit = rules.get().failures();
        if (limit > 0 && (inARow >= limit || trying)) {
            trip("failed " + inARow + " time(s) in a row, last with " + failure);
        }
    }

    /** A call has ended in a way that says nothing about the component, such as a full disk. */
    void undecided() {
        trying = false;
    }

    /** Puts the component into quarantine. */
    void trip(String why) {
        lock.lock();
        try {
            if (tripped()) {
                return;
            }
            if (System.nanoTime() - until > LONGEST.toNanos()) {
                trips = 0;
            }
            Duration pause = rules.get().backOff().multipliedBy(1L << Math.min(trips, 10));
            pause = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
            trips++;
            trying = false;
            reason = why;
            until = System.nanoTime() + pause.toNanos();
            tripped = true;
            LOG.warn("{} is in quarantine for {} s: {}", component, pause.toSeconds(), why);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    /** Takes the component out for ever. */
    void bar() {
        lock.lock();
        try {
            barred = true;
            trying = false;
            reason = "its bundle hangs and was left behind";
            until = System.nanoTime() + Long.MAX_VALUE / 2;
            tripped = true;
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    /** Ends the quarantine by hand. */
    boolean release() {
        boolean was = tripped && !barred;
        if (was) {
            end("was released by hand");
        }
        return was;
    }

    private void end(String how) {
        lock.lock();
        try {
            if (!tripped || barred) {
                return;
            }
            tripped = false;
            trying = false;
            reason = "";
            LOG.info("{} {} after quarantine", component, how);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    String reason() {
        return reason;
    }
}
