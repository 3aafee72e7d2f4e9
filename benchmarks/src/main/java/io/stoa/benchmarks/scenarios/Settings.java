package io.stoa.benchmarks.scenarios;

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
            new Settings(Duration.ofSeconds(15), Duration.ofSeconds(30), 200, 10_000, 4_000, 80);

    private static final int LONG = 20;

    /** Returns how long traffic is looked at in search of a pause: 30 s become ten minutes. */
    Settings longer() {
        return new Settings(warmUp, measured.multipliedBy(LONG), sessions, idle, logins, size);
    }

    /** Returns the time of a scenario of traffic. */
    Duration traffic(Duration around) {
        return warmUp.plus(measured).plus(around);
    }

    /** Returns how traffic is measured, in words. */
    String traffic() {
        return "%d s after a warm-up of %d s, %d clients, bodies of %d bytes"
                .formatted(measured.toSeconds(), warmUp.toSeconds(), sessions, size);
    }
}
