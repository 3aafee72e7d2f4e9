package io.stoa.testkit.time;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps jobs until the test says that it is time for them. Not thread-safe. */
public final class TestSchedule implements Schedule {

    private final List<Runnable> jobs = new ArrayList<>();

    @Override
    public Job after(Duration delay, Runnable job) {
        Runnable once =
                new Runnable() {
                    @Override
                    public void run() {
                        jobs.remove(this);
                        job.run();
                    }
                };
        return every(delay, once);
    }

    @Override
    public Job every(Duration interval, Runnable job) {
        jobs.add(job);
        return () -> jobs.remove(job);
    }

    /** Runs every job that was not cancelled. */
    public void run() {
        List.copyOf(jobs).forEach(Runnable::run);
    }

    /** Returns how many jobs there are. */
    public int size() {
        return jobs.size();
    }
}
