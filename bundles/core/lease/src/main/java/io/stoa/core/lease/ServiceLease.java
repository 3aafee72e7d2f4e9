package io.stoa.core.lease;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Meters.Meter;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lease of one service. Thread-safe. A caller first counts itself in and then looks whether it
 * may be inside; who closes first closes and then looks who is inside: so neither misses the other.
 */
final class ServiceLease<S> implements Lease<S> {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLease.class);

    /** Set in {@link #inside} once closed; the other bits count the calls inside. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final long POLL_NANOS = 200_000;
    private static final Duration AFTER_GATE = Duration.ofMillis(100);

    /** So long a leaving feature waits for peers who may answer in a moment. */
    private static final long MOMENT_NANOS = 500_000_000;

    private final LeaseOffice office;
    private final Origin origin;
    private final String role;
    private final Breaker breaker;
    private final AtomicLong inside = new AtomicLong();
    // how many of the callers wait for a peer, and do not count as being inside
    private final AtomicLong outside = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private final LongAdder waited = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Durations durations = new Durations();
    // empty once it has left: a lease that is remembered must not keep a class loader
    private volatile @Nullable S service;
    private volatile @Nullable ClosedGate gate;
    // who waits outside for a peer may come back no more
    private volatile boolean shutOut;

    ServiceLease(LeaseOffice office, Origin origin, String role, S service, Breaker breaker) {
        this.office = office;
        this.origin = origin;
        this.role = role;
        this.service = service;
        this.breaker = breaker;
    }

    Origin origin() {
        return origin;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very service that was bound
    public boolean isOf(Object other) {
        return service == other;
    }

    @Override
    public String component() {
        return origin.component();
    }

    @Override
    public int ranking() {
        return origin.ranking();
    }

    @Override
    public boolean nonBlocking() {
        return origin.nonBlocking();
    }

    @Override
    public State state(String domain) {
        if (held()) {
            return State.HELD;
        }
        return withdrawn() || breaker.shut() || office.off(origin.name(), domain)
                ? State.CLOSED
                : State.OPEN;
    }

    @Override
    public boolean quarantined(String domain) {
        return breaker.resting() && !withdrawn() && !office.off(origin.name(), domain);
    }

    private boolean held() {
        ClosedGate closed = gate;
        return closed != null && !closed.isOpen();
    }

    private boolean withdrawn() {
        return inside.get() < 0;
    }

    @Override
    public long calls() {
        return durations.count();
    }

    @Override
    public long errors() {
        return errors.sum();
    }

    @Override
    public Optional<StanzaError> await() {
        ClosedGate closed = gate;
        if (closed == null) {
            return Optional.empty();
        }
        parked.increment();
        Optional<StanzaError> refused = office.presence().service(closed::await);
        if (refused.isPresent()) {
            dropped.increment();
        }
        return refused;
    }

    @Override
    public void whenReleased(Runnable what) {
        ClosedGate closed = gate;
        if (closed == null || !closed.whenOpen(what)) {
            what.run();
        }
    }

    @Override
    public <R> R call(Function<S, R> call, R whenClosed, Function<StanzaError, R> whenFailed) {
        boolean entered = inside.incrementAndGet() > 0;
        S target = service;
        if (!entered || target == null || held() || !breaker.admits()) {
            inside.decrementAndGet();
            return whenClosed;
        }
        Presence.Visit visit = office.presence().enter(this);
        try {
            R result = call.apply(target);
            succeeded(visit);
            return result;
        } catch (StanzaException answer) {
            succeeded(visit);
            return whenFailed.apply(answer.error());
        } catch (StorageException failure) {
            breaker.undecided();
            return whenFailed.apply(failed("storage", failure, ErrorType.WAIT));
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            breaker.failed(failures.incrementAndGet(), failure);
            return whenFailed.apply(failed("a feature", failure, ErrorType.CANCEL));
        } finally {
            durations.add(visit.leave());
            if (visit.waited() != 0) {
                waited.add(visit.waited());
            }
            inside.decrementAndGet();
        }
    }

    @Override
    public boolean ask(Predicate<S> question) {
        boolean entered = inside.incrementAndGet() > 0;
        try {
            S target = service;
            return entered && target != null && !held() && question.test(target);
        } catch (RuntimeException failure) {
            // it is asked again, and answered for, when it is called
            LOG.error("a question failed in {}", component(), failure);
            return false;
        } finally {
            inside.decrementAndGet();
        }
    }

    /** A caller waits for a peer. */
    void stepOut() {
        outside.incrementAndGet();
        inside.decrementAndGet();
    }

    /** A caller has waited for a peer; false when the feature has left meanwhile. */
    boolean stepIn() {
        inside.incrementAndGet();
        outside.decrementAndGet();
        return !shutOut;
    }

    private void succeeded(Presence.Visit visit) {
        // who had to be interrupted has not done well, whatever came of it
        if (!visit.expelled()) {
            if (failures.get() != 0) {
                failures.set(0);
            }
            breaker.succeeded();
        }
    }

    private StanzaError failed(String what, Throwable failure, ErrorType type) {
        errors.increment();
        LOG.error("{} failed in {}", what, component(), failure);
        return StanzaError.of(type, Condition.INTERNAL_SERVER_ERROR, "");
    }

    /** A call sends more than one may. */
    void floods(int limit) {
        breaker.trip("a call has sent more than " + limit + " stanzas");
    }

    /** The watch has found a call that does not return. */
    void stuck(Duration since) {
        errors.increment();
        breaker.trip("a call has not returned for " + since.toMillis() + " ms");
    }

    void hold(ClosedGate closed) {
        gate = closed;
        if (closed.isOpen()) {
            release(closed);
        }
    }

    void release(ClosedGate opened) {
        if (opened.equals(gate)) {
            shutOut = withdrawn();
            gate = null;
        }
    }

    @Override
    public void close(Runnable forget) {
        if (inside.getAndUpdate(now -> now | CLOSED) < 0) {
            return;
        }
        ClosedGate closed = gate;
        if (closed == null || !closed.whenOpen(forget)) {
            forget.run();
        }
        // a gate has waited for those inside, and interrupted who did not leave
        Duration drain = closed == null ? office.rules().drain() : AFTER_GATE;
        drain(System.nanoTime() + drain.toNanos());
        service = null;
        office.closed(this);
    }

    /** Waits for those inside; when it takes too long they are interrupted. */
    void drain(long deadline) {
        long moment = System.nanoTime() + MOMENT_NANOS;
        while (calls(inside) > 0 || (outside.get() > 0 && !shutOut)) {
            long now = System.nanoTime();
            if (now > deadline || Thread.currentThread().isInterrupted()) {
                shutOut = true;
                expel();
                return;
            }
            // whoever steps in before he can see this is waited for
            shutOut |= now > moment;
            LockSupport.parkNanos(this, POLL_NANOS);
        }
        shutOut = true;
    }

    private static long calls(AtomicLong inside) {
        return inside.get() & ~CLOSED;
    }

    private void expel() {
        if (calls(inside) > 0) {
            LOG.warn(
                    "{} still has {} call(s) inside; they are interrupted",
                    component(),
                    calls(inside));
            office.presence().interrupt(this);
        }
    }

    /** Counts the calls, without those that wait for a peer. */
    AllocationWatch.Calls count() {
        return new AllocationWatch.Calls(calls(), calls(inside));
    }

    Meter meter() {
        return new Meter(
                origin.name(),
                component(),
                role,
                breaker.tripped() ? "quarantined" : state("").name().toLowerCase(Locale.ROOT),
                breaker.reason(),
                calls(),
                errors(),
                calls(inside),
                parked.sum(),
                dropped.sum(),
                durations.total(),
                durations.quantile(0.5),
                durations.quantile(0.99),
                Duration.ofNanos(waited.sum()));
    }
}
