package io.stoa.core.session;

import io.stoa.bus.Schedule;
import io.stoa.core.session.Saved.Batch;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Makes durable what resumable sessions must not lose: one append for whatever has changed in all
 * sessions since the last one, by one job that exists while there is something to write. The more
 * there is to do, the more each commit carries. Thread-safe.
 *
 * <p>The order that makes it safe: that a client's stanza was handled is written with or after what
 * came of it, never before.
 */
final class Journal {

    static final BareJid OWNER = BareJid.parse("sessions.invalid");

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** How long a commit may take before stanzas go on without it. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** An entry has so many bytes at most, roughly. */
    private static final int ENTRY_BYTES = 1_000_000;

    /** After so much the journal is begun anew. */
    private static final int RENEW_BYTES = 32_000_000;

    private static final int RENEW_ENTRIES = 5000;
    private static final int PURGE = 500;

    private final Log<Batch> log;
    private final Schedule schedule;
    private final Tracks tracks;
    private final Queue<Track> touched = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile boolean degraded;
    private volatile boolean closed;
    // while writing
    private long epoch;
    private long bytes;
    private int entries;

    Journal(Log<Batch> log, Schedule schedule, Tracks tracks, long epoch) {
        this.log = log;
        this.schedule = schedule;
        this.tracks = tracks;
        this.epoch = epoch;
    }

    /** Tells whether the storage fails or is slow, so that nobody may wait for it. */
    boolean degraded() {
        return degraded;
    }

    long commits() {
        return commits.sum();
    }

    /** Takes notice that something of a session is new. Called under its lock. */
    void touched(Track track) {
        touched.add(track);
        if (working.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::work);
        }
    }

    private void work() {
        boolean more = true;
        while (more && !closed) {
            boolean written = round();
            if (!written) {
                schedule.after(AGAIN, this::work);
                return;
            }
            if (touched.isEmpty()) {
                working.set(false);
                more = !touched.isEmpty() && working.compareAndSet(false, true);
            }
        }
    }

    /** Writes what is left; nothing is written afterwards. */
    void close() {
        boolean written = true;
        while (written && !touched.isEmpty()) {
            written = round();
        }
        closed = true;
    }

    /** Begins the journal anew with the sessions as they are; what was before is forgotten. */
    void renew() {
        writing.lock();
        try {
            startOver();
        } finally {
            writing.unlock();
        }
    }

    /** Looks whether a commit takes too long; called again and again. */
    void watch() {
        long since = begun.get();
        if (since != 0 && System.nanoTime() - since > PATIENCE_NANOS && !degraded) {
            degrade("is slow");
        }
    }

    private void degrade(String why) {
        LOG.warn(
                "the storage {}: stanzas go on without being kept for a crash, and clients wait for"
                        + " acknowledgements",
                why);
        degraded = true;
        tracks.all().forEach(Track::release);
    }

    /** One commit; false when it failed. */
    private boolean round() {
        writing.lock();
        try {
            Round round = new Round();
            round.collect();
            return round.write();
        } finally {
            writing.unlock();
        }
    }

    /** What one commit is about. */
    private final class Round {
        private final Map<Track, Long> handled = new LinkedHashMap<>();
        private final List<Track> later = new ArrayList<>(0);
        private final Map<Track, Long> collected = new LinkedHashMap<>();
        private final List<Saved> saved = new ArrayList<>();
        private final List<Tombs.Tomb> ended = new ArrayList<>(0);

        void collect() {
            // first how much was handled, then what came of it: it may be more, never less
            drain(track -> handled.put(track, track.handledNow()));
            drain(
                    track -> {
                        long more = track.handledNow();
                        LOG.trace(
                                "{} has handled {}, which is for the next commit",
                                track.id(),
                                more);
                        later.add(track);
                    });
            handled.keySet().forEach(this::collect);
            later.forEach(this::collect);
        }

        private void drain(Consumer<Track> each) {
            for (int i = touched.size(); i > 0; i--) {
                Track next = touched.poll();
                if (next != null) {
                    each.accept(next);
                }
            }
        }

        private void collect(Track track) {
            if (collected.containsKey(track)) {
                return;
            }
            track.collect().ifPresent(saved::add);
            collected.put(track, track.collected());
            track.tomb().ifPresent(ended::add);
        }

        boolean write() {
            begun.set(System.nanoTime());
            try {
                append();
            } catch (StorageException failure) {
                LOG.debug("the sessions' journal cannot be written", failure);
                failed();
                return false;
            } finally {
                nanos.add(System.nanoTime() - begun.getAndSet(0));
            }
            commits.increment();
            if (degraded) {
                degraded = false;
                LOG.info("the storage works again");
            }
            collected.forEach(
                    (track, upTo) -> track.durable(upTo, handled.getOrDefault(track, -1L)));
            later.forEach(track -> track.again(false));
            renewIfLong();
            return true;
        }

        private void failed() {
            if (!degraded) {
                degrade("fails");
            }
            collected.keySet().forEach(track -> track.again(true));
        }

        private void append() {
            List<Saved> chunk = new ArrayList<>();
            int size = 0;
            for (Saved each : saved) {
                if (size > 0 && size + each.bytes() > ENTRY_BYTES) {
                    append(new Batch(chunk, Map.of(), List.of()), size);
                    chunk = new ArrayList<>();
                    size = 0;
                }
                chunk.add(each);
                size += each.bytes();
            }
            Map<String, Long> counts = new LinkedHashMap<>();
            handled.forEach(
                    (track, count) -> {
                        if (track.resumable()) {
                            counts.put(track.id(), count);
                        }
                    });
            // last of all: see above
            if (!chunk.isEmpty() || !counts.isEmpty() || !ended.isEmpty()) {
                append(new Batch(chunk, counts, ended), size);
            }
        }

        private void append(Batch batch, int size) {
            // the time is no time: it tells what was written before the journal was begun anew
            log.append(OWNER, Instant.ofEpochSecond(epoch), OWNER, batch);
            bytes += size;
            entries++;
        }

        private void renewIfLong() {
            if (bytes > RENEW_BYTES || entries > RENEW_ENTRIES) {
                Journal.this.startOver();
            }
        }
    }

    /** Writes all sessions as a whole and removes what was written before; while writing. */
    private void startOver() {
        bytes = 0;
        entries = 0;
        epoch++;
        Round whole = new Round();
        tracks.all().forEach(track -> track.again(true));
        whole.collect();
        whole.ended.addAll(tracks.tombs().all());
        long before = epoch;
        if (whole.write()) {
            purge(before);
        }
    }

    /** Removes what is older than an epoch. */
    void purge(long before) {
        try {
            while (log.purge(OWNER, Instant.ofEpochSecond(before), PURGE) == PURGE) {
                LOG.debug("removed {} entries of the sessions' journal", PURGE);
            }
        } catch (StorageException failure) {
            LOG.debug("what is old in the sessions' journal stays for now", failure);
        }
    }

    /** Says what a commit costs. */
    Optional<Duration> mean() {
        long count = commits.sum();
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.sum() / count));
    }
}
