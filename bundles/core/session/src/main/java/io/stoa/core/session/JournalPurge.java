package io.stoa.core.session;

import io.stoa.bus.Schedule;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Removes what a journal that was begun anew no longer needs: the oldest first, a little at a time,
 * between the commits. Removing thousands of entries while stanzas wait to become durable lets all
 * of them wait for half a second. Whatever is left by a crash is older than the sessions as a whole
 * that come after it, and is removed the next time. Thread-safe.
 */
final class JournalPurge {

    private static final Logger LOG = LoggerFactory.getLogger(JournalPurge.class);
    private static final int STEP = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Log<?> log;
    private final Schedule schedule;
    private final AtomicLong before = new AtomicLong();
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean closed;

    JournalPurge(Log<?> log, Schedule schedule) {
        this.log = log;
        this.schedule = schedule;
    }

    /** Begins to remove what is older than an epoch. */
    void begin(long epoch) {
        before.accumulateAndGet(epoch, Math::max);
        if (working.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::step);
        }
    }

    /** Removes nothing more. */
    void close() {
        closed = true;
    }

    private void step() {
        long epoch = before.get();
        if (!closed && more(epoch)) {
            schedule.after(PAUSE, this::step);
            return;
        }
        working.set(false);
        if (!closed && before.get() != epoch) {
            begin(epoch);
        }
    }

    private boolean more(long epoch) {
        try {
            return log.purge(Journal.OWNER, Instant.ofEpochSecond(epoch), STEP) == STEP;
        } catch (StorageException failure) {
            LOG.debug("what is old in the sessions' journal stays for now", failure);
            return false;
        }
    }
}
