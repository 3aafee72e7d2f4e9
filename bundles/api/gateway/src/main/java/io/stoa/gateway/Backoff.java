package io.stoa.gateway;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: some seconds, twice, four times … as long up to a
 * limit, and a quarter more or less, so that not everybody comes back at once. Immutable.
 *
 * @param first how many seconds after the first failure, at least 1
 * @param most the limit in seconds
 */
public record Backoff(int first, int most) {

    private static final int DOUBLINGS = 16;

    /** Returns how long to wait after so many failures, which are 1 at least. */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = (long) first << Math.clamp(failures - 1, 0, DOUBLINGS);
        return Duration.ofMillis(Math.min(most, doubled) * random.nextInt(750, 1_250));
    }
}
