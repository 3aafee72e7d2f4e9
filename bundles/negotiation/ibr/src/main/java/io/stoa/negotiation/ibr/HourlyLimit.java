package io.stoa.negotiation.ibr;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts by key and hour, in a bounded table. Thread-safe. */
final class HourlyLimit {

    private static final Duration HOUR = Duration.ofHours(1);

    private record Hour(Instant begin, int count) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final int perHour;
    private final InstantSource clock;
    private final Map<String, Hour> hours;

    HourlyLimit(int perHour, int size, InstantSource clock) {
        this.perHour = perHour;
        this.clock = clock;
        this.hours =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Hour> eldest) {
                        return size() > size;
                    }
                };
    }

    /** Counts one more; false when it is one too many. 0 means no limit. */
    boolean permits(String key) {
        if (perHour <= 0) {
            return true;
        }
        Instant now = clock.instant();
        lock.lock();
        try {
            Hour hour = hours.getOrDefault(key, new Hour(now, 0));
            if (!now.isBefore(hour.begin().plus(HOUR))) {
                hour = new Hour(now, 0);
            }
            hours.put(key, new Hour(hour.begin(), Math.min(hour.count() + 1, perHour + 1)));
            return hour.count() < perHour;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return hours.size();
        } finally {
            lock.unlock();
        }
    }
}
