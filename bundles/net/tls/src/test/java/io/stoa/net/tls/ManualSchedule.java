package io.stoa.net.tls;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A schedule whose time passes when the test says so. */
final class ManualSchedule implements Schedule {

    private final List<Runnable> repeated = new ArrayList<>();

    @Override
    public Job after(Duration delay, Runnable job) {
        throw new IllegalStateException("not expected");
    }

    @Override
    public Job every(Duration interval, Runnable job) {
        repeated.add(job);
        return () -> repeated.remove(job);
    }

    void tick() {
        List.copyOf(repeated).forEach(Runnable::run);
    }

    int jobs() {
        return repeated.size();
    }
}
