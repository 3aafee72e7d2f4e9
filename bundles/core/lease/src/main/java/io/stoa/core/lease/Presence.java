package io.stoa.core.lease;

import io.stoa.lifecycle.Waits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Who is inside a feature at this moment, since when, and for how long of it he has waited for
 * something else. Thread-safe. A platform thread, of which there are few, writes into a place of
 * its own, which costs nothing; a virtual thread is entered into a map, which is little beside what
 * it goes in for.
 */
final class Presence implements Waits {

    /** One thread inside one feature. */
    static final class Visit {

        private final Thread thread = Thread.currentThread();
        private final @Nullable Visit outer;
        private final Presence presence;
        private volatile @Nullable ServiceLease<?> lease;
        private volatile long since;
        private int sent;
        // written by the thread itself, in this order; read in the other
        private volatile long waited;
        private volatile long waiting;
        private volatile boolean expelling;
        private volatile boolean expelled;

        private Visit(Presence presence, @Nullable Visit outer) {
            this.presence = presence;
            this.outer = outer;
        }

        private Visit enter(ServiceLease<?> entered) {
            waited = 0;
            sent = 0;
            since = System.nanoTime();
            lease = entered;
            return this;
        }

        /** Begins to wait for something else; false when it does already. */
        private boolean pause(long now) {
            if (waiting != 0) {
                return false;
            }
            waiting = now | 1;
            return true;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
        private void goOn(long now) {
            waited += now - waiting;
            waiting = 0;
        }

        /** Returns how much of the visit was the feature's own work, in nanoseconds. */
        private long own(long now) {
            long began = waiting;
            return now - since - waited - (began == 0 ? 0 : now - began);
        }

        /** Returns how long the visit waited for something else, in nanoseconds. */
        long waited() {
            return waited;
        }

        boolean expelled() {
            return expelled;
        }

        /** Ends the visit; returns how long it was, without the waiting, in nanoseconds. */
        long leave() {
            lease = null;
            long nanos = own(System.nanoTime());
            while (expelling) {
                Thread.onSpinWait();
            }
            if (expelled) {
                // the interrupt was for the feature, not for what its caller does next
                Thread.interrupted();
                expelled = false;
            }
            presence.left(this);
            return nanos;
        }

        /** Ends it from outside: the component is put into quarantine, the thread interrupted. */
        void expel() {
            ServiceLease<?> stuck = lease;
            if (stuck != null) {
                stuck.stuck(Duration.ofNanos(own(System.nanoTime())));
                interrupt(stuck);
            }
        }

        /** Interrupts the thread if it is inside: never a moment later, in something else. */
        private void interrupt(ServiceLease<?> feature) {
            expelling = true;
            if (feature.equals(lease)) {
                expelled = true;
                thread.interrupt();
            }
            expelling = false;
        }
    }

    // of platform threads, which come back to them
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    // the innermost of each virtual thread
    private final Map<Thread, Visit> virtual = new ConcurrentHashMap<>();

    // there is one Presence, as long as the server runs; a static one would outlive the bundle
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Visit> ofPlatformThread = new ThreadLocal<>();

    Visit enter(ServiceLease<?> lease) {
        Thread thread = Thread.currentThread();
        if (thread.isVirtual()) {
            Visit visit = new Visit(this, virtual.get(thread)).enter(lease);
            virtual.put(thread, visit);
            return visit;
        }
        Visit known = ofPlatformThread.get();
        if (known != null && known.lease == null) {
            return known.enter(lease);
        }
        // the first visit of this thread, or one inside another
        Visit visit = new Visit(this, known).enter(lease);
        ofPlatformThread.set(visit);
        visits.add(visit);
        return visit;
    }

    private void left(Visit visit) {
        if (!visit.thread.isVirtual()) {
            if (visit.outer != null) {
                visits.remove(visit);
                ofPlatformThread.set(visit.outer);
            }
        } else if (visit.outer == null) {
            virtual.remove(visit.thread);
        } else {
            virtual.put(visit.thread, visit.outer);
        }
    }

    private @Nullable Visit current() {
        Thread thread = Thread.currentThread();
        Visit visit = thread.isVirtual() ? virtual.get(thread) : ofPlatformThread.get();
        return visit == null || visit.lease == null ? null : visit;
    }

    /** Counts a stanza that is sent; false when it is one too many. */
    boolean sends(int limit) {
        Visit inner = current();
        if (inner == null || limit == 0 || ++inner.sent <= limit) {
            return true;
        }
        ServiceLease<?> lease = inner.lease;
        if (lease != null) {
            lease.floods(limit);
        }
        return false;
    }

    @Override
    public <R, X extends Exception> R service(Wait<R, X> wait) throws X {
        Visit inner = current();
        int waiting = pause(inner);
        try {
            return wait.result();
        } finally {
            goOn(inner, waiting);
        }
    }

    @Override
    public <R, X extends Exception> Optional<R> peer(Wait<R, X> wait) throws X {
        Visit inner = current();
        ServiceLease<?> lease = inner == null ? null : inner.lease;
        if (lease == null) {
            return Optional.of(wait.result());
        }
        boolean back = false;
        R result;
        lease.stepOut();
        try {
            result = service(wait);
        } finally {
            back = lease.stepIn();
        }
        return back ? Optional.of(result) : Optional.empty();
    }

    /** Who called a feature that called another waits, too; returns how many of them did not. */
    private static int pause(@Nullable Visit inner) {
        long now = inner == null ? 0 : System.nanoTime();
        int count = 0;
        for (Visit visit = inner; visit != null && visit.pause(now); visit = visit.outer) {
            count++;
        }
        return count;
    }

    private static void goOn(@Nullable Visit inner, int count) {
        long now = inner == null ? 0 : System.nanoTime();
        Visit visit = inner;
        for (int i = 0; visit != null && i < count; i++) {
            visit.goOn(now);
            visit = visit.outer;
        }
    }

    /** Returns the visits of which more than so much was the feature's own work. */
    List<Visit> longerThan(Duration limit) {
        long now = System.nanoTime();
        visits.removeIf(visit -> !visit.thread.isAlive());
        return all().filter(visit -> visit.lease != null && visit.own(now) > limit.toNanos())
                .toList();
    }

    private Stream<Visit> all() {
        return Stream.concat(
                visits.stream(),
                virtual.values().stream()
                        .flatMap(
                                innermost ->
                                        Stream.iterate(
                                                innermost,
                                                visit -> visit != null,
                                                visit -> visit.outer)));
    }

    /** Interrupts those inside a feature that must leave. */
    void interrupt(ServiceLease<?> lease) {
        all().forEach(visit -> visit.interrupt(lease));
    }
}
