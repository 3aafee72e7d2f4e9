package io.stoa.admin.adhoc;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.Optional;

/** Runs a job when the test says so. */
final class Timer implements Schedule {

    Optional<Runnable> job = Optional.empty();

    @Override
    public Job after(Duration delay, Runnable what) {
        return every(delay, what);
    }

    @Override
    public Job every(Duration interval, Runnable what) {
        job = Optional.of(what);
        return () -> job = Optional.empty();
    }
}
