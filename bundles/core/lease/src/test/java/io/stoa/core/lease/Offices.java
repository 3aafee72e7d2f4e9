package io.stoa.core.lease;

import io.stoa.bus.Schedule;
import io.stoa.testkit.Configs;

import java.time.Duration;
import java.util.Map;

/** Offices without a clock: nobody looks unless a test does. */
final class Offices {

    private static volatile byte[] last = {};

    private Offices() {}

    static LeaseOffice patient() {
        return with(Map.of("drainSeconds", 30));
    }

    static LeaseOffice with(Map<String, Object> config) {
        return new LeaseOffice(new Never(), Configs.of(LeaseOffice.Config.class, config));
    }

    /**
     * Has an office look, as its schedule does: on a thread where no component is on the stack,
     * which would be blamed for what the look itself allocates.
     */
    static void look(LeaseOffice office) {
        alone(office::look);
    }

    /** Allocates where no component is on the stack. */
    static void waste(int chunk, int chunks) {
        alone(
                () -> {
                    for (int i = 0; i < chunks; i++) {
                        last = new byte[chunk];
                    }
                });
    }

    private static void alone(Runnable what) {
        try {
            Thread.ofVirtual().start(what).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
