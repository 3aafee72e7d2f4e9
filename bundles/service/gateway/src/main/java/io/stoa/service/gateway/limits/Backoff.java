package io.stoa.service.gateway.limits;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: 2, 4, 8 … seconds up to a limit, and a quarter more or
 * less, so that not everybody comes back at once. Stateless.
 *
 * @param most the limit in seconds
 */
public record Backoff(int most) {

    private static final int DOUBLINGS = 16;

    /** Returns how long to wait after so many failures. */
    public Duration after(int failures, RandomGenerator random) {
        long seconds = Math.min(most, 1L << Math.clamp(failures, 1, DOUBLINGS));
        return Duration.ofMillis(seconds * (750 + random.nextInt(500)));
    }
}
