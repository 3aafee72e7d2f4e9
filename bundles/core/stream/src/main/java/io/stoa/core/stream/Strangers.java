package io.stoa.core.stream;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts for each IP address the connections that have not logged in: those open now, and those
 * begun in this minute. Whoever logs in does not count. Thread-safe.
 */
final class Strangers {

    /** How many there may be of one address. */
    record Limits(int open, int perMinute) {}

    private record Count(int open, int begun, long minute) {

        Count in(long present) {
            return minute == present ? this : new Count(open, 0, present);
        }

        boolean nothing() {
            return open <= 0 && begun <= 0;
        }
    }

    /** So many addresses may be remembered before those of earlier minutes are forgotten. */
    private static final int MANY = 10_000;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Limits limits;
    private final InstantSource clock;

    Strangers(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private long minute() {
        return TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    }

    /** Counts a new connection; false when there are too many. */
    boolean came(String peer) {
        Count now = change(peer, 1, 1);
        if (counts.size() > MANY) {
            long present = minute();
            counts.values().removeIf(it -> it.in(present).nothing());
        }
        return now.open() <= limits.open()
                && (limits.perMinute() == 0 || now.begun() <= limits.perMinute());
    }

    /** A connection has logged in. */
    void loggedIn(String peer) {
        change(peer, -1, -1);
    }

    /** A connection has ended without that. */
    void left(String peer) {
        change(peer, -1, 0);
    }

    private Count change(String peer, int open, int begun) {
        long present = minute();
        Count[] result = {new Count(0, 0, present)};
        counts.compute(
                peer,
                (address, known) -> {
                    Count before = known == null ? result[0] : known.in(present);
                    Count after =
                            new Count(
                                    before.open() + open,
                                    Math.max(0, before.begun() + begun),
                                    present);
                    result[0] = after;
                    return after.nothing() ? null : after;
                });
        return result[0];
    }
}
