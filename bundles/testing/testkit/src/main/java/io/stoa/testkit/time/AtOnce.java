package io.stoa.testkit.time;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Has each job done at once, however late it was to be; what repeats never comes. Immutable. */
public final class AtOnce implements Schedule {

    private final Executor executor;

    private AtOnce(Executor executor) {
        this.executor = executor;
    }

    /** Returns one whose jobs are done by the caller. */
    public static AtOnce here() {
        return new AtOnce(Runnable::run);
    }

    /** Returns one whose jobs are done by threads of their own, as the bus does them. */
    public static AtOnce beside() {
        return new AtOnce(Thread::startVirtualThread);
    }

    @Override
    public Job after(Duration delay, Runnable job) {
        executor.execute(job);
        return () -> {};
    }

    @Override
    public Job every(Duration interval, Runnable job) {
        return () -> {};
    }
}
