package io.stoa.core.session;

import io.stoa.bus.Schedule;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Begins a journal anew while it goes on: each commit carries some of the sessions as a whole, so
 * that nobody waits for all of them. What was written before may go when the last of them is
 * durable. Not thread-safe.
 */
final class Renewal {

    /** With one commit so many at most, and about so many bytes. */
    private static final int STEP = 32;

    private static final int STEP_BYTES = 64_000;

    private final long epoch;
    private final Tracks tracks;
    private final Deque<Track> resumable;
    private final Deque<BoundSession> passing = new ArrayDeque<>();
    private final Deque<Tombs.Tomb> ended;

    /**
     * Takes notice of what there is.
     *
     * @param epoch the first in which all of it is written
     */
    Renewal(long epoch, Tracks tracks, List<BoundSession> everybody) {
        this.epoch = epoch;
        this.tracks = tracks;
        this.resumable = new ArrayDeque<>(tracks.written());
        everybody.stream().filter(BoundSession::passes).forEach(passing::add);
        this.ended = new ArrayDeque<>(tracks.settledTombs());
    }

    long epoch() {
        return epoch;
    }

    /** Tells whether everything was taken. */
    boolean complete() {
        return resumable.isEmpty() && passing.isEmpty() && ended.isEmpty();
    }

    /** Lets some sessions be collected as a whole with the next commit. */
    void takeSessions() {
        List<Track> later = new ArrayList<>(0);
        int bytes = 0;
        for (int i = 0; i < STEP && bytes < STEP_BYTES && !resumable.isEmpty(); i++) {
            Track next = resumable.remove();
            if (tracks.leaving(next)) {
                // what it held is not in other hands yet: until then the old entries have it
                later.add(next);
            } else {
                bytes += next.bytes();
                next.again(true);
            }
        }
        resumable.addAll(later);
    }

    /** One that was taken has ended before it was written: it is not done with. */
    void putBack(Track track) {
        if (!resumable.contains(track)) {
            resumable.add(track);
        }
    }

    /** Takes some of those that cannot be resumed. */
    List<BoundSession> takePassing() {
        return take(passing);
    }

    /** Takes some of those that have ended. */
    List<Tombs.Tomb> takeEnded() {
        return take(ended);
    }

    private static <T> List<T> take(Deque<T> all) {
        List<T> some = new ArrayList<>();
        while (some.size() < STEP && !all.isEmpty()) {
            some.add(all.remove());
        }
        return some;
    }

    /**
     * Removes what a journal that was begun anew no longer needs: the oldest first, a little at a
     * time, between the commits. Removing thousands of entries while stanzas wait to become durable
     * lets all of them wait for half a second. Whatever is left by a crash is older than the
     * sessions as a whole that come after it, and is removed the next time. Thread-safe.
     */
    static final class Purge {

        private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
        private static final int ENTRIES = 100;
        private static final Duration PAUSE = Duration.ofMillis(20);

        private final Log<?> log;
        private final Schedule schedule;
        private final AtomicLong before = new AtomicLong();
        private final AtomicBoolean working = new AtomicBoolean();
        private volatile boolean closed;

        Purge(Log<?> log, Schedule schedule) {
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
                return log.purge(Journal.OWNER, Instant.ofEpochSecond(epoch), ENTRIES) == ENTRIES;
            } catch (StorageException failure) {
                LOG.debug("what is old in the sessions' journal stays for now", failure);
                return false;
            }
        }
    }
}
