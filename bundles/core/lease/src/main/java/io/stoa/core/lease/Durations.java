package io.stoa.core.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long calls took: four classes for each doubling, so that a quantile is right within a fifth.
 * Thread-safe; adding costs two atomic additions and allocates nothing.
 */
final class Durations {

    private static final int PER_DOUBLING = 4;
    private static final int CLASSES = 40 * PER_DOUBLING;

    private final AtomicLongArray classes = new AtomicLongArray(CLASSES);
    private final LongAdder nanos = new LongAdder();

    void add(long elapsedNanos) {
        classes.getAndIncrement(index(elapsedNanos));
        nanos.add(elapsedNanos);
    }

    private static int index(long elapsed) {
        long value = Math.max(elapsed, PER_DOUBLING);
        int doubling = 63 - Long.numberOfLeadingZeros(value);
        int part = (int) (value >>> (doubling - 2)) & (PER_DOUBLING - 1);
        return Math.min(CLASSES - 1, (doubling - 2) * PER_DOUBLING + part);
    }

    /** The upper end of a class. */
    private static long value(int index) {
        int doubling = index / PER_DOUBLING + 2;
        long part = index % PER_DOUBLING + 1L;
        return (1L << doubling) + (part << (doubling - 2));
    }

    long count() {
        long count = 0;
        for (int i = 0; i < CLASSES; i++) {
            count += classes.get(i);
        }
        return count;
    }

    Duration total() {
        return Duration.ofNanos(nanos.sum());
    }

    /** Returns the duration that a part of the calls, such as 0.99, did not exceed. */
    Duration quantile(double part) {
        int index = indexOf(part);
        return index < 0 ? Duration.ZERO : Duration.ofNanos(value(index));
    }

    /** Returns what the same duration was at least: the lower end of its class. */
    Duration quantileAtLeast(double part) {
        int index = indexOf(part);
        return index <= 0 ? Duration.ZERO : Duration.ofNanos(value(index - 1));
    }

    private int indexOf(double part) {
        long wanted = (long) Math.ceil(count() * part);
        long seen = 0;
        for (int i = 0; i < CLASSES && wanted > 0; i++) {
            seen += classes.get(i);
            if (seen >= wanted) {
                return i;
            }
        }
        return -1;
    }
}
