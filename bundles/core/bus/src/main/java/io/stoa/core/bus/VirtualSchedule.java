package io.stoa.core.bus;

import io.stoa.bus.Schedule;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One platform timer that starts a virtual thread for each job. Thread-safe. */
@Component
public final class VirtualSchedule implements Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualSchedule.class);

    /** A job keeps nothing of the thread that has asked for it. */
    private static final ThreadFactory JOBS =
            Thread.ofVirtual().name("stoa-job").inheritInheritableThreadLocals(false).factory();

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("stoa-schedule").daemon().factory());

    /** Starts the timer. */
    @Activate
    public VirtualSchedule() {
        // what is cancelled is forgotten at once, and the bundle that it is of with it
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancels every job that is left. */
    @Deactivate
    public void stop() {
        timer.shutdownNow();
    }

    @Override
    public Job after(Duration delay, Runnable job) {
        if (!delay.isPositive()) {
            return now(job);
        }
        Future<?> future =
                timer.schedule(() -> start(job), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Past the timer, whose one thread would have to be woken only to start another. */
    private Job now(Runnable job) {
        if (timer.isShutdown()) {
            throw new RejectedExecutionException("the bus has stopped");
        }
        AtomicBoolean due = new AtomicBoolean(true);
        start(
                () -> {
                    if (due.get()) {
                        job.run();
                    }
                });
        return () -> due.set(false);
    }

    @Override
    public Job every(Duration interval, Runnable job) {
        AtomicBoolean running = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (running.compareAndSet(false, true)) {
                        start(
                                () -> {
                                    try {
                                        job.run();
                                    } finally {
                                        running.set(false);
                                    }
                                });
                    }
                };
        long millis = interval.toMillis();
        Future<?> future =
                timer.scheduleWithFixedDelay(once, millis, millis, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Returns how many jobs wait. */
    int waiting() {
        return timer.getQueue().size();
    }

    private static void start(Runnable job) {
        JOBS.newThread(() -> run(job)).start();
    }

    private static void run(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException failure) {
            // a boundary: a job that fails is told of, and runs again when it is due
            LOG.error("a scheduled job failed", failure);
        }
    }
}
