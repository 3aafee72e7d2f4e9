package io.stoa.negotiation.sasl;

import io.stoa.stream.Negotiation;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** How often authentication has failed on each stream, for as long as it lives. Thread-safe. */
final class Attempts {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Negotiation, Integer> failures = new WeakHashMap<>();

    /** Counts a failure and returns the new count. */
    int failed(Negotiation stream) {
        lock.lock();
        try {
            return failures.merge(stream, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a stream. */
    void forget(Negotiation stream) {
        lock.lock();
        try {
            failures.remove(stream);
        } finally {
            lock.unlock();
        }
    }
}
