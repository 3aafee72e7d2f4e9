package io.stoa.negotiation.sasl;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts failures by key, in a bounded table from which the least recently touched fall out.
 * Thread-safe.
 */
final class Tally {

    /** How a tally judges. */
    record Rule(int free, Duration first, Duration longest, Duration forget) {

        /** How long to wait after so many failures: each one more doubles it. */
        Duration pause(int failures) {
            int doublings = Math.min(failures - free, 20);
            Duration pause = first.multipliedBy(1L << Math.max(doublings, 0));
            return pause.compareTo(longest) < 0 ? pause : longest;
        }
    }

    private record Count(int failures, Instant last) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Rule rule;
    private final Map<String, Count> counts;

    Tally(Rule rule, int size) {
        this.rule = rule;
        this.counts =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                        return size() > size;
                    }
                };
    }

    /** Tells whether a key has failed too often too recently. */
    boolean barred(String key, Instant now) {
        lock.lock();
        try {
            Count count = current(key, now);
            return count != null
                    && count.failures() >= rule.free()
                    && now.isBefore(count.last().plus(rule.pause(count.failures())));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts a failure.
     *
     * @return whether the key is barred from now on, which it was not before this failure
     */
    boolean failed(String key, Instant now) {
        lock.lock();
        try {
            Count count = current(key, now);
            int failures = count == null ? 1 : count.failures() + 1;
            counts.put(key, new Count(failures, now));
            return failures == rule.free();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Count current(String key, Instant now) {
        Count count = counts.get(key);
        return count == null || count.last().plus(rule.forget()).isBefore(now) ? null : count;
    }
}
