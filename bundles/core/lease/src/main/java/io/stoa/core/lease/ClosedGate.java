package io.stoa.core.lease;

import io.stoa.lifecycle.Gate;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.ReentrantLock;

/** A gate, and those who wait at it. Thread-safe. */
final class ClosedGate implements Gate {

    private static final StanzaError TOO_MANY =
            StanzaError.of(
                    ErrorType.WAIT,
                    Condition.RESOURCE_CONSTRAINT,
                    "this feature is being replaced; too much waits for it");
    private static final StanzaError TOO_LONG =
            StanzaError.of(
                    ErrorType.WAIT,
                    Condition.SERVICE_UNAVAILABLE,
                    "this feature is being replaced, which takes too long");

    private final Rules rules;
    private final LeaseOffice office;
    private final long since = System.nanoTime();
    private final CountDownLatch open = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> whenOpen = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong parked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final LongAccumulator first = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final Durations arrivals = new Durations();
    private volatile long shut;

    ClosedGate(Rules rules, LeaseOffice office) {
        this.rules = rules;
        this.office = office;
    }

    @Override
    public void admit(long bundle) {
        office.admit(bundle, this);
    }

    @Override
    public int parked() {
        return waiting.get();
    }

    @Override
    public Duration left() {
        long left = since + rules.patience().toNanos() - System.nanoTime();
        return isOpen() || left < 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    boolean isOpen() {
        return open.getCount() == 0;
    }

    /** Waits for the gate to open; says what the sender is told when that is in vain. */
    Optional<StanzaError> await() {
        if (isOpen()) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        try {
            if (waiting.incrementAndGet() > rules.parked()) {
                refused.incrementAndGet();
                return Optional.of(TOO_MANY);
            }
            parked.incrementAndGet();
            first.accumulate(began - since);
            arrivals.add(began - since);
            if (open.await(left().toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        refused.incrementAndGet();
        return Optional.of(TOO_LONG);
    }

    /** Does something as soon as the gate is open; false when it is open already. */
    boolean whenOpen(Runnable what) {
        lock.lock();
        try {
            return !isOpen() && whenOpen.add(what);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Passed open() {
        List<Runnable> due;
        lock.lock();
        try {
            due = List.copyOf(whenOpen);
            whenOpen.clear();
            if (!isOpen()) {
                shut = System.nanoTime() - since;
                // first the leases, so that who is let through finds them open
                office.opened(this);
                open.countDown();
            }
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
        return new Passed(
                parked.get(),
                refused.get(),
                waited(first.get()),
                waited(Math.max(first.get(), arrivals.quantileAtLeast(0.01).toNanos())),
                Duration.ofNanos(shut));
    }

    /**
     * How long somebody has waited who came at a time, until the gate opened or its patience was
     * over: who came first, the longest.
     */
    private Duration waited(long came) {
        long waited = Math.min(shut, rules.patience().toNanos()) - came;
        return Duration.ofNanos(Math.max(0, waited));
    }
}
