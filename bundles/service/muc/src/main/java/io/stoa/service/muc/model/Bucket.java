package io.stoa.service.muc.model;

import java.time.Duration;
import java.time.Instant;

/** Allows so much in a time, and a whole time's worth at once. Not thread-safe. */
public final class Bucket {

    private final int size;
    private final double perMilli;
    private double level;
    private Instant last;

    /**
     * Makes a full bucket.
     *
     * @param size how much fits in; 0 allows everything
     * @param refill in which time it fills
     */
    public Bucket(int size, Duration refill, Instant now) {
        this.size = size;
        this.perMilli = (double) size / refill.toMillis();
        this.level = size;
        this.last = now;
    }

    /** Takes one, if there is one. */
    public boolean take(Instant now) {
        if (size == 0) {
            return true;
        }
        long passed = Math.max(0, Duration.between(last, now).toMillis());
        level = Math.min(size, level + passed * perMilli);
        last = now;
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }
}
