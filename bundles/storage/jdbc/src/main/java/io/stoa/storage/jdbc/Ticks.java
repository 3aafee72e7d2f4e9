package io.stoa.storage.jdbc;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that grow: the time in microseconds, or one more than the last. What takes its numbers
 * from here gets none twice, also when the row that held the last one is gone. Thread-safe.
 */
final class Ticks {

    private final AtomicLong last = new AtomicLong();

    /** Returns the next number, greater than another. */
    long after(long other) {
        long now = Micros.floor(Instant.now());
        return last.updateAndGet(previous -> Math.max(now, Math.max(previous, other) + 1));
    }
}
