package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A queue of writers without a thread of its own: the first of them commits for all who are there
 * by then, and hands over to the first of those who came meanwhile. Thread-safe.
 */
final class Lane {

    /** A transaction that is longer than this gains nothing and keeps its first writer waiting. */
    private static final int MOST = 128;

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Ticket<?>> waiting = new ArrayDeque<>();
    private boolean led;

    Lane(Duration patience) {
        this.patience = patience;
    }

    /** Queues a write and returns when it was committed by this thread or another. */
    <T> Optional<T> pass(Ticket<T> ticket, Consumer<List<Ticket<?>>> commit) {
        if (enter(ticket) || await(ticket)) {
            lead(commit);
        }
        return ticket.result();
    }

    /** Queues; true when there is nobody who commits. */
    private boolean enter(Ticket<?> ticket) {
        lock.lock();
        try {
            waiting.add(ticket);
            boolean first = !led;
            led = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Waits; true when it is this thread's turn to commit, false when it has been done. */
    private boolean await(Ticket<?> ticket) {
        boolean interrupted = false;
        boolean signalled = false;
        try {
            signalled = ticket.turn().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!signalled && leave(ticket)) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new StorageException(
                    interrupted
                            ? "interrupted while waiting for the database"
                            : "the database did not keep up for %d ms"
                                    .formatted(patience.toMillis()));
        }
        if (!signalled) {
            // It is in a transaction by now, which ends in some way.
            ticket.turn().acquireUninterruptibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ticket.leads();
    }

    /** Gives up waiting; false when it is too late for that. */
    private boolean leave(Ticket<?> ticket) {
        lock.lock();
        try {
            return !ticket.leads() && waiting.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    private void lead(Consumer<List<Ticket<?>>> commit) {
        // an interrupt is for this thread, not for those for whom it commits
        boolean interrupted = Thread.interrupted();
        List<Ticket<?>> batch = take();
        try {
            commit.accept(batch);
        } finally {
            handOver();
            batch.forEach(Ticket::done);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Ticket<?>> take() {
        lock.lock();
        try {
            List<Ticket<?>> batch = new ArrayList<>();
            while (batch.size() < MOST && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                led = false;
            } else {
                waiting.element().lead();
            }
        } finally {
            lock.unlock();
        }
    }
}
