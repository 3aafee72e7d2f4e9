package io.stoa.core.lease;

import io.stoa.bus.Schedule;
import io.stoa.testkit.Configs;

import java.time.Duration;
import java.util.Map;

/** Offices without a clock: nobody looks unless a test does. */
final class Offices {

    private Offices() {}

    static LeaseOffice patient() {
        return with(Map.of("drainSeconds", 30));
    }

    static LeaseOffice with(Map<String, Object> config) {
        return new LeaseOffice(new Never(), Configs.of(LeaseOffice.Config.class, config));
    }

    /** A schedule whose jobs never become due. */
    private static final class Never implements Schedule {

        @Override
        public Job after(Duration delay, Runnable job) {
            return () -> {};
        }

        @Override
        public Job every(Duration interval, Runnable job) {
            return () -> {};
        }
    }
}
