package io.stoa.storage.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as microseconds since 1970, as all databases can hold and compare them. Stateless. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS = 1_000;

    /** 63 000 years either way, so that sums and differences fit. */
    private static final long FARTHEST_SECOND = 2_000_000_000_000L;

    private Micros() {}

    /** Returns the last microsecond that is not after a moment. */
    static long floor(Instant moment) {
        long second = Math.clamp(moment.getEpochSecond(), -FARTHEST_SECOND, FARTHEST_SECOND);
        return second * PER_SECOND + moment.getNano() / NANOS;
    }

    /** Returns the first microsecond that is not before a moment. */
    static long ceiling(Instant moment) {
        long floor = floor(moment);
        return instant(floor).isBefore(moment) ? floor + 1 : floor;
    }

    /** Returns the moment. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
