package io.stoa.core.session;

import io.stoa.bus.Schedule;
import io.stoa.core.session.Saved.Batch;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;
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
import java.util.function.Supplier;

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
    private static final long RENEW_BYTES = 32_000_000;

    private static final int RENEW_ENTRIES = 5000;

    private final Log<Batch> log;
    private final Schedule schedule;
    private final Renewal.Purge purge;
    private final Tracks tracks;
    private final Supplier<List<BoundSession>> everybody;
    private final Queue<Track> touched = new ConcurrentLinkedQueue<>();
    private final Queue<BoundSession> passing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile boolean degraded;
    private volatile boolean closed;
    // while writing
    private final List<Round> unwritten = new ArrayList<>(0);
    private long epoch;
    private long bytes;
    private long enough = RENEW_BYTES;
    private int entries;
    private @Nullable Renewal renewal;

    /**
     * Makes a journal.
     *
     * @param everybody returns the sessions there are
     * @param epoch that of the last entry
     */
    Journal(
            Log<Batch> log,
            Schedule schedule,
            Tracks tracks,
            Supplier<List<BoundSession>> everybody,
            long epoch) {
        this.log = log;
        this.schedule = schedule;
        this.purge = new Renewal.Purge(log, schedule);
        this.tracks = tracks;
        this.everybody = everybody;
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
        wake();
    }

    /** Takes notice that a session that cannot be resumed is new, another, or has ended. */
    void touched(BoundSession session) {
        passing.add(session);
        wake();
    }

    private boolean idle() {
        return touched.isEmpty() && passing.isEmpty();
    }

    private void wake() {
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
            if (idle()) {
                working.set(false);
                more = !idle() && working.compareAndSet(false, true);
            }
        }
    }

    /** Writes what is left; nothing is written afterwards. */
    void close() {
        purge.close();
        boolean written = true;
        while (written && !idle()) {
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
            Renewal present = renewal;
            if (present != null) {
                round.renew(present);
            }
            round.collect();
            boolean written = round.write();
            if (written) {
                renewOrLetGo(present);
            }
            return written;
        } finally {
            writing.unlock();
        }
    }

    /** Begins to renew what has grown, or lets go what a renewal has left behind. */
    private void renewOrLetGo(@Nullable Renewal going) {
        if (going != null && going.complete()) {
            renewed(going.epoch());
        } else if (going == null && (bytes > enough || entries > RENEW_ENTRIES)) {
            epoch++;
            bytes = 0;
            renewal = new Renewal(epoch, tracks, everybody.get());
        }
    }

    /** All sessions are in the journal as they were in this epoch or later. */
    private void renewed(long since) {
        renewal = null;
        // the more sessions there are, the more it takes until that is worth while again
        enough = Math.max(RENEW_BYTES, bytes);
        bytes = 0;
        entries = 0;
        purge.begin(since);
    }

    /** What one commit is about. */
    private final class Round {
        private final Map<Track, Long> handled = new LinkedHashMap<>();
        private final List<Track> later = new ArrayList<>(0);
        private final Map<Track, Long> collected = new LinkedHashMap<>();
        private final List<Saved> saved = new ArrayList<>();
        private final List<Tombs.Tomb> ended = new ArrayList<>(0);
        private final Map<String, Saved.Passing> there = new LinkedHashMap<>();
        private final List<String> gone = new ArrayList<>(0);
        private final List<BoundSession> notYet = new ArrayList<>(0);

        /** Some of what there is shall be written as a whole. */
        void renew(Renewal some) {
            some.takeSessions();
            passing.addAll(some.takePassing());
            ended.addAll(some.takeEnded());
        }

        void collect() {
            for (Round before : unwritten) {
                there.putAll(before.there);
                gone.addAll(before.gone);
                ended.addAll(before.ended);
            }
            unwritten.clear();
            // whoever ends has been said to be gone before; whoever comes is told of afterwards
            passing(session -> gone.add(Saved.Passing.name(session)));
            collectTracks();
            passing(notYet::add);
        }

        private void passing(Consumer<BoundSession> ended) {
            for (int i = passing.size(); i > 0; i--) {
                BoundSession next = passing.poll();
                if (next != null) {
                    next.passing()
                            .ifPresentOrElse(
                                    it -> there.put(it.name(), it), () -> ended.accept(next));
                }
            }
        }

        private void collectTracks() {
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
            if (!tracks.leaving(track)) {
                track.tomb().ifPresent(ended::add);
            } else if (renewal != null) {
                renewal.putBack(track);
            }
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
            notYet.forEach(Journal.this::touched);
            return true;
        }

        private void failed() {
            if (!degraded) {
                degrade("fails");
            }
            collected.keySet().forEach(track -> track.again(true));
            notYet.forEach(Journal.this::touched);
            unwritten.add(this);
        }

        private void append() {
            List<Saved> chunk = new ArrayList<>();
            // before what has been said of them, see collect()
            List<Saved.Passing> those = new ArrayList<>(there.values());
            int size = those.size() * Saved.BYTES;
            for (Saved each : saved) {
                if (size > 0 && size + each.bytes() > ENTRY_BYTES) {
                    append(new Batch(chunk, Map.of(), List.of(), those, List.of()), size);
                    chunk = new ArrayList<>();
                    those = List.of();
                    size = 0;
                }
                chunk.add(each);
                size += each.bytes();
            }
            Map<String, Long> counts = counts();
            // last of all: see above
            if (!(chunk.isEmpty()
                    && counts.isEmpty()
                    && ended.isEmpty()
                    && those.isEmpty()
                    && gone.isEmpty())) {
                append(new Batch(chunk, counts, ended, those, gone), size);
            }
        }

        private Map<String, Long> counts() {
            Map<String, Long> counts = new LinkedHashMap<>();
            handled.forEach(
                    (track, count) -> {
                        if (track.resumable()) {
                            counts.put(track.id(), count);
                        }
                    });
            return counts;
        }

        private void append(Batch batch, int size) {
            // the time is no time: it tells what was written before the journal was begun anew
            log.append(OWNER, Instant.ofEpochSecond(epoch), OWNER, batch);
            bytes += size;
            entries++;
        }
    }

    /** Writes all sessions as a whole, after which what was before may go; while writing. */
    private void startOver() {
        epoch++;
        renewal = null;
        Round whole = new Round();
        everybody.get().stream().filter(BoundSession::passes).forEach(passing::add);
        tracks.all().forEach(track -> track.again(true));
        whole.collect();
        whole.ended.addAll(tracks.settledTombs());
        bytes = 0;
        if (whole.write()) {
            renewed(epoch);
        }
    }

    /** Says what a commit costs. */
    Optional<Duration> mean() {
        long count = commits.sum();
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.sum() / count));
    }
}
