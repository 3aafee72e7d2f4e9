package io.stoa.negotiation.sasl;

import io.stoa.stream.Negotiation;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** How often authentication has failed on each stream, for as long as it lives. Thread-safe. */
final class Attempts {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Negotiation, Integer> failures = new WeakHashMap<>();

    /**
     * Counts a failure and returns the new count. A slip counts half: clients exist that try six
     * mechanisms with a channel binding that TLS 1.3 does not have, before one without (COMPAT
     * slixmpp 1.8).
     */
    int failed(Negotiation stream, boolean guess) {
        lock.lock();
        try {
            return failures.merge(stream, guess ? 2 : 1, Integer::sum) / 2;
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
