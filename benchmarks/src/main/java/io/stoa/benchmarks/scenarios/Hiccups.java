package io.stoa.benchmarks.scenarios;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine, or the collector of this process, lets somebody wait who wants to do
 * nothing but look at the clock every millisecond. A message that is later than that was late in
 * the server. Thread-safe.
 */
final class Hiccups implements AutoCloseable {

    private static final long INTERVAL = 1_000_000;
    private static final double MILLIS = 1e6;

    private final AtomicLong longest = new AtomicLong();
    private final Thread thread;

    private Hiccups() {
        this.thread = Thread.ofPlatform().daemon().name("hiccups").unstarted(this::look);
    }

    static Hiccups watched() {
        Hiccups hiccups = new Hiccups();
        hiccups.thread.start();
        return hiccups;
    }

    private void look() {
        long last = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(INTERVAL);
            long now = System.nanoTime();
            longest.accumulateAndGet(now - last - INTERVAL, Math::max);
            last = now;
        }
    }

    /** Returns the longest so far, in milliseconds. */
    double longest() {
        return longest.get() / MILLIS;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
