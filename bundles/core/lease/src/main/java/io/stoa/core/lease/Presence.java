package io.stoa.core.lease;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is inside a feature at this moment, and since when. Thread-safe. A platform thread, of which
 * there are few, writes into a place of its own, which costs nothing; a virtual thread is entered
 * into a set, which is little beside what it goes in for.
 */
final class Presence {

    /** One thread inside one feature. */
    static final class Visit {

        private final Thread thread = Thread.currentThread();
        private final @Nullable Visit outer;
        private final Presence presence;
        private volatile @Nullable ServiceLease<?> lease;
        private volatile long since;
        private volatile boolean expelling;
        private volatile boolean expelled;

        private Visit(Presence presence, @Nullable Visit outer) {
            this.presence = presence;
            this.outer = outer;
        }

        private Visit enter(ServiceLease<?> entered) {
            since = System.nanoTime();
            lease = entered;
            return this;
        }

        boolean expelled() {
            return expelled;
        }

        /** Ends the visit; returns how long it was, in nanoseconds. */
        long leave() {
            lease = null;
            long nanos = System.nanoTime() - since;
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
                stuck.stuck(Duration.ofNanos(System.nanoTime() - since));
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

    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();

    // there is one Presence, as long as the server runs; a static one would outlive the bundle
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Visit> ofPlatformThread = new ThreadLocal<>();

    Visit enter(ServiceLease<?> lease) {
        if (Thread.currentThread().isVirtual()) {
            Visit visit = new Visit(this, null).enter(lease);
            visits.add(visit);
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
        if (visit.thread.isVirtual()) {
            visits.remove(visit);
        } else if (visit.outer != null) {
            visits.remove(visit);
            ofPlatformThread.set(visit.outer);
        }
    }

    List<Visit> longerThan(Duration limit) {
        long before = System.nanoTime() - limit.toNanos();
        visits.removeIf(visit -> !visit.thread.isAlive());
        return visits.stream()
                .filter(visit -> visit.lease != null && visit.since - before < 0)
                .toList();
    }

    /** Interrupts those inside a feature that must leave. */
    void interrupt(ServiceLease<?> lease) {
        visits.forEach(visit -> visit.interrupt(lease));
    }
}
