package io.stoa.benchmarks;

import java.time.Duration;

/**
 * How long and how large a run is.
 *
 * @param warmUp before anything counts
 * @param measured what counts
 * @param sessions how many clients a scenario of traffic has
 * @param idle how many sessions are opened to do nothing
 * @param logins how many logins are measured
 * @param size bytes of a body
 */
public record Settings(
        Duration warmUp, Duration measured, int sessions, int idle, int logins, int size) {

    /** A look: seconds for each scenario. */
    public static final Settings QUICK =
            new Settings(Duration.ofSeconds(5), Duration.ofSeconds(5), 100, 500, 300, 80);

    /** What is published. */
    public static final Settings FULL =
            new Settings(Duration.ofSeconds(15), Duration.ofSeconds(30), 200, 10_000, 2_000, 80);
}
