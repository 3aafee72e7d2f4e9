package io.stoa.core.session;

import io.stoa.core.session.backlog.Backlog;
import io.stoa.core.session.backlog.Handled;
import io.stoa.core.session.backlog.Repeats;
import io.stoa.core.session.backlog.Unacked;
import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.core.session.backlog.Waiting;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a session's client was sent and has not acknowledged, and how much of what it sent was
 * handled. Counts inside are of 64 bits. While a journal is there, a resumable session's stanzas
 * leave only when they are durable: so the client never knows more than the server does after a
 * crash. Thread-safe: everything is under the session's lock.
 */
final class Track implements Tracking {

    private final BoundSession session;
    private final Tracks tracks;
    private final String id;
    private final Terms terms;
    private final ReentrantLock wire;
    private final Condition safer;
    private final Backlog backlog = new Backlog();
    private final Handled handled = new Handled();
    private final Repeats repeats = new Repeats();
    private final Written written = new Written();
    private @Nullable Waiting waiting;
    private boolean requested;
    private boolean asked;
    private boolean ended;
    private boolean touched;
    private volatile long lostMillis;

    Track(BoundSession session, Tracks tracks, String id, Terms terms) {
        this.session = session;
        this.tracks = tracks;
        this.id = id;
        this.terms = terms;
        this.wire = session.wire();
        this.safer = wire.newCondition();
    }

    /** Makes a tracking as it was before the process ended. */
    Track(BoundSession session, Tracks tracks, Replay.Restored was) {
        this(session, tracks, was.id(), was.terms());
        backlog.restore(was.acknowledged(), was.queue());
        handled.restore(was.handled());
        repeats.restore(was.done());
        lostMillis = was.lost();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Session session() {
        return session;
    }

    BoundSession bound() {
        return session;
    }

    Terms terms() {
        return terms;
    }

    @Override
    public boolean resumable() {
        return terms.resumable();
    }

    @Override
    public Duration patience() {
        return terms.patience();
    }

    @Override
    public long handled() {
        return Backlog.onTheWire(locked(handled::count));
    }

    @Override
    public long sent() {
        return Backlog.onTheWire(locked(backlog::sent));
    }

    private long locked(LongSupplier answer) {
        wire.lock();
        try {
            return answer.getAsLong();
        } finally {
            wire.unlock();
        }
    }

    // ── to the client ──

    /** Takes a stanza for the client, and what it came of; under the session's lock. */
    void deliver(Stanza stanza, @Nullable Origin origin) {
        Unacked held = waiting == null ? null : waiting.take(stanza);
        if (held != null) {
            add(held);
            return;
        }
        if (origin != null && repeats.take(origin)) {
            return;
        }
        if (ended) {
            tracks.late(session, stanza);
            return;
        }
        add(unacked(stanza, origin));
    }

    private static Unacked unacked(Stanza stanza, @Nullable Origin origin) {
        int size = stanza.toElement().utf8().remaining();
        return new Unacked(stanza, size, System.currentTimeMillis(), origin);
    }

    /** A filter has held a stanza back; under the session's lock. */
    void heldBack(Stanza stanza, List<Stanza> held) {
        if (terms.resumable() && !ended) {
            Waiting present = waiting;
            if (present == null) {
                present = new Waiting();
                waiting = present;
            }
            present.add(unacked(stanza, stanza instanceof Presence ? null : tracks.origin()), held);
            touch();
        }
    }

    private void add(Unacked unacked) {
        backlog.add(unacked);
        if (terms.resumable() && tracks.durable()) {
            touch();
        } else {
            backlog.mayLeave(backlog.last());
            touchIfResumable();
            pump();
        }
        if (backlog.size() > tracks.limits().stanzas()
                || backlog.bytes() > tracks.limits().bytes()) {
            tracks.overflow(session);
        }
    }

    /** Writes what may leave, and asks for the count when there is something to count. */
    private void pump() {
        if (session.detached() || ended) {
            return;
        }
        Outlet outlet = session.outlet();
        if (backlog.write(tracks.limits().window(), outlet::write) && !requested) {
            request(outlet);
        }
    }

    private void request(Outlet outlet) {
        requested = true;
        outlet.nonza(terms.request());
    }

    @Override
    public boolean acknowledged(long count) {
        wire.lock();
        try {
            if (!backlog.acknowledge(count)) {
                return false;
            }
            requested = false;
            asked = false;
            touchIfResumable();
            if (backlog.owed() && !session.detached()) {
                request(session.outlet());
            }
            pump();
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** Asks the client whether it is there; false when it owes an answer to the last question. */
    boolean ask() {
        wire.lock();
        try {
            if (asked && requested) {
                return false;
            }
            asked = true;
            request(session.outlet());
            return true;
        } finally {
            wire.unlock();
        }
    }

    // ── from the client ──

    long nextInbound() {
        return locked(handled::count) + 1;
    }

    /** One more of the client's stanzas has been handled; returns its number. */
    long handledOne() {
        wire.lock();
        try {
            long number = handled.next();
            if (tracks.journal() == null) {
                handled.allSafe();
            } else {
                touch();
            }
            return number;
        } finally {
            wire.unlock();
        }
    }

    @Override
    public void answer(Element nonza) {
        wire.lock();
        try {
            if (handled.isAllSafe() || tracks.journal() == null) {
                session.outlet().nonza(nonza);
            } else {
                handled.answerWhenSafe(nonza);
            }
        } finally {
            wire.unlock();
        }
    }

    /** Waits a while until everything handled is durable: what is said next is final. */
    void awaitSafe(Duration patience) {
        awaitUntil(handled::isAllSafe, patience);
    }

    /** Waits a while until what was delivered so far is durable; tells whether it is. */
    boolean awaitDelivered(Duration patience) {
        long upTo = locked(backlog::last);
        return awaitUntil(() -> backlog.mayLeave() >= upTo, patience);
    }

    private boolean awaitUntil(BooleanSupplier so, Duration patience) {
        long nanos = patience.toNanos();
        wire.lock();
        try {
            while (!so.getAsBoolean() && tracks.durable() && nanos > 0) {
                nanos = safer.awaitNanos(nanos);
            }
            return so.getAsBoolean();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            wire.unlock();
        }
    }

    // ── streams come and go ──

    void lost() {
        wire.lock();
        try {
            lostMillis = System.currentTimeMillis();
            requested = false;
            asked = false;
            handled.forgetAnswers();
            touchIfResumable();
        } finally {
            wire.unlock();
        }
    }

    /** Sends what was not acknowledged, on a new stream; under the session's lock. */
    void resume() {
        lostMillis = 0;
        backlog.rewind();
        touchIfResumable();
        pump();
    }

    /** When the stream was lost, 0 while there is one. */
    long lostMillis() {
        return lostMillis;
    }

    /** What comes again after a crash, and was delivered already; under the session's lock. */
    Map<Origin, Integer> repeats() {
        return repeats.left();
    }

    /** How long the session may still be without a stream. */
    Duration left() {
        long since = lostMillis == 0 ? System.currentTimeMillis() : lostMillis;
        long left = since + terms.patience().toMillis() - System.currentTimeMillis();
        return Duration.ofMillis(Math.max(0, left));
    }

    /** The number of the first stanza that is not acknowledged. */
    long firstOpen() {
        return locked(() -> backlog.acknowledged() + 1);
    }

    /** The session has ended; returns what was not acknowledged. */
    List<Unacked> end() {
        wire.lock();
        try {
            ended = true;
            handled.forgetAnswers();
            return backlog.drain();
        } finally {
            wire.unlock();
        }
    }

    // ── the journal ──

    void stateChanged() {
        wire.lock();
        try {
            written.changed();
            touchIfResumable();
        } finally {
            wire.unlock();
        }
    }

    private void touchIfResumable() {
        if (terms.resumable()) {
            touch();
        }
    }

    private void touch() {
        if (!touched) {
            Journal journal = tracks.journal();
            if (journal != null) {
                touched = true;
                journal.touched(this);
            }
        }
    }

    /** Wants to be collected again, as a whole when nothing of it is known to be durable. */
    void again(boolean whole) {
        wire.lock();
        try {
            if (whole) {
                written.forget();
            }
            touch();
        } finally {
            wire.unlock();
        }
    }

    /** Is about to be collected: whatever happens from now on is for the next time. */
    long handledNow() {
        return locked(
                () -> {
                    touched = false;
                    return handled.count();
                });
    }

    /** What of this session is not in the journal yet; empty when nothing, or nothing belongs. */
    Optional<Saved> collect() {
        wire.lock();
        try {
            return ended || !terms.resumable()
                    ? Optional.empty()
                    : Optional.of(written.collect(this, backlog, waiting));
        } finally {
            wire.unlock();
        }
    }

    /** What remains of a session that has ended. */
    Optional<Tombs.Tomb> tomb() {
        wire.lock();
        try {
            return ended && terms.resumable()
                    ? Optional.of(
                            new Tombs.Tomb(
                                    id,
                                    session.address().bare(),
                                    handled.count(),
                                    System.currentTimeMillis()))
                    : Optional.empty();
        } finally {
            wire.unlock();
        }
    }

    /** Roughly how many bytes it has as a whole. */
    int bytes() {
        return Saved.BYTES + (int) locked(backlog::bytes);
    }

    /** How far {@link #collect} came. */
    long collected() {
        return locked(written::collected);
    }

    /** Takes notice of what is durable now: it may leave. */
    void durable(long upTo, long handledUpTo) {
        wire.lock();
        try {
            backlog.mayLeave(upTo);
            handled.safe(handledUpTo, session.outlet());
            safer.signalAll();
            pump();
        } finally {
            wire.unlock();
        }
    }

    /** Nothing can be made durable now: stanzas leave all the same, answers wait. */
    void release() {
        durable(locked(backlog::last), -1);
    }

    /** There is no journal any more: nothing waits for it. */
    void releaseAll() {
        wire.lock();
        try {
            touched = false;
            written.forget();
            durable(backlog.last(), handled.count());
        } finally {
            wire.unlock();
        }
    }
}
