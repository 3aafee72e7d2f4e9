package io.stoa.core.session;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A schedule whose jobs run when a test says so. Not thread-safe. */
final class ManualSchedule implements Schedule {

    private final Deque<Runnable> due = new ArrayDeque<>();
    private final List<Runnable> later = new ArrayList<>();

    @Override
    public Job after(Duration delay, Runnable job) {
        if (delay.isZero()) {
            due.add(job);
            return () -> due.remove(job);
        }
        later.add(job);
        return () -> later.remove(job);
    }

    @Override
    public Job every(Duration interval, Runnable job) {
        return () -> {};
    }

    /** Runs what is due now, and what becomes due by that. */
    void run() {
        while (!due.isEmpty()) {
            due.remove().run();
        }
    }

    /** Lets the time pass for which jobs wait. */
    void later() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
        run();
    }

    int waiting() {
        return later.size();
    }
}
