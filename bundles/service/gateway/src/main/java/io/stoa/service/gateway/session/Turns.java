package io.stoa.service.gateway.session;

import io.stoa.bus.Schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does one thing after the other on jobs of their own, so that what blocks keeps nobody else
 * waiting. What throws is told of by {@link Schedule}, and the next goes on. Thread-safe.
 */
public final class Turns {

    private final Schedule schedule;
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private boolean running;

    /**
     * Has nothing to do yet.
     *
     * @param most how many things may wait
     */
    public Turns(Schedule schedule, int most) {
        this.schedule = schedule;
        this.most = most;
    }

    /** Does something after what waits; false when too much does. */
    public boolean next(Runnable what) {
        lock.lock();
        try {
            boolean room = waiting.size() < most;
            if (room) {
                add(what);
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /** Does something that comes once, however much waits. */
    public void once(Runnable what) {
        lock.lock();
        try {
            add(what);
        } finally {
            lock.unlock();
        }
    }

    private void add(Runnable what) {
        waiting.add(what);
        if (!running) {
            running = true;
            schedule.after(Duration.ZERO, this::run);
        }
    }

    private void run() {
        boolean done = false;
        try {
            Optional<Runnable> mine = take();
            while (mine.isPresent()) {
                mine.get().run();
                mine = take();
            }
            done = true;
        } finally {
            if (!done) {
                schedule.after(Duration.ZERO, this::run);
            }
        }
    }

    private Optional<Runnable> take() {
        lock.lock();
        try {
            Optional<Runnable> next = Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                running = false;
                idle.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is done, but not longer than until a time of the nano clock. */
    public void settle(long until) {
        lock.lock();
        try {
            long left = until - System.nanoTime();
            while (running && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
