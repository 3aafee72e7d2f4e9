package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One lock for each key in use. It keeps the writers of one value in a queue of their own, so that
 * they neither fight over its row nor fill the pool. Correctness does not rest on it: the database
 * decides, also for other processes. Thread-safe.
 */
public final class KeyedLocks {

    /** Longer than any honest transaction; two changes that wait for each other go on after it. */
    private static final long PATIENCE_SECONDS = 10;

    private final ConcurrentHashMap<Object, Queue> queues = new ConcurrentHashMap<>();

    /** Runs a job while no other job of the key runs. */
    public <T> T hold(Object key, Supplier<T> job) {
        Queue queue = queues.compute(key, (k, present) -> Queue.entered(present));
        boolean held = false;
        try {
            held = queue.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while waiting for " + key, e);
        } finally {
            if (held) {
                queue.lock.unlock();
            }
            queues.computeIfPresent(key, (k, present) -> present.left());
        }
    }

    /** A lock and how many wait for it or hold it; the number changes within compute only. */
    private static final class Queue {

        private final ReentrantLock lock = new ReentrantLock(true);
        private int members;

        static Queue entered(@Nullable Queue present) {
            Queue queue = present == null ? new Queue() : present;
            queue.members++;
            return queue;
        }

        @Nullable Queue left() {
            members--;
            return members == 0 ? null : this;
        }
    }
}
