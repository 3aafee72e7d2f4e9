package io.stoa.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something at a fixed rate, come what may: what could not be done in time is done at once,
 * and counts from when it should have been (open loop). Thread-safe.
 */
final class Pacer implements AutoCloseable {

    /** What is done. */
    interface Beat {
        void at(long count, long intended);
    }

    private final double perSecond;
    private final Beat beat;
    private final Latencies lateness;
    private final Thread thread;
    private volatile boolean stopped;

    Pacer(double perSecond, Beat beat, Latencies lateness) {
        this.perSecond = perSecond;
        this.beat = beat;
        this.lateness = lateness;
        this.thread = Thread.ofPlatform().daemon().name("load-pacer").start(this::run);
    }

    private void run() {
        long begin = System.nanoTime();
        double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long count = 0; !stopped; count++) {
            long due = begin + (long) (count * gap);
            long now = System.nanoTime();
            while (now < due && !stopped) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            lateness.record(due, now);
            beat.at(count, due);
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
