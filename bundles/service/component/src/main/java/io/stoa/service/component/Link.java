package io.stoa.service.component;

import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.PeerStream;
import io.stoa.stream.StreamException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What leads to one component: its stream, or a bounded queue while it is waited for. Stanzas leave
 * in the order in which they came. Thread-safe; no method blocks for long.
 */
final class Link {

    /** How a component is. */
    enum State {
        /** Its stream is there. */
        CONNECTED,
        /** It was lost a moment ago, or the server has just started: stanzas wait. */
        AWAITED,
        /** Nobody waits for it any more. */
        ABSENT
    }

    /**
     * What the link is like at a moment.
     *
     * @param state how the component is
     * @param since since when
     * @param origin where it comes from, "" while it is away
     * @param waiting how many stanzas wait
     * @param sent how many were written to it
     * @param received how many it has sent
     * @param refused how many were answered with an error in its place
     */
    record Snapshot(
            State state,
            Instant since,
            String origin,
            int waiting,
            long sent,
            long received,
            long refused) {}

    /** How much may wait. */
    record Limits(int stanzas, long bytes, long pendingBytes) {}

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Stanza> held = new ArrayDeque<>();
    private long heldBytes;
    private @Nullable PeerStream stream;
    private State state = State.AWAITED;
    private Instant since = Instant.now();
    private long sent;
    private long received;
    private long refused;

    Link(Limits limits) {
        this.limits = limits;
    }

    /**
     * Writes a stanza to the component, or keeps it for a while.
     *
     * @throws StanzaException when it can do neither
     */
    void deliver(Stanza stanza) {
        lock.lock();
        try {
            PeerStream present = stream;
            if (present != null) {
                write(stanza, present);
            } else if (state == State.ABSENT) {
                // RFC 6120 §8.3.3.17: known, but a stream cannot be established
                throw refusal(Condition.REMOTE_SERVER_TIMEOUT, "the component is not connected");
            } else {
                hold(stanza);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Stanza stanza, PeerStream to) {
        if (to.pendingBytes() > limits.pendingBytes()) {
            throw refusal(Condition.RESOURCE_CONSTRAINT, "the component reads too slowly");
        }
        to.write(stanza.toElement());
        sent++;
    }

    private void hold(Stanza stanza) {
        long size = stanza.toElement().utf8().remaining();
        if (held.size() >= limits.stanzas() || heldBytes + size > limits.bytes()) {
            // RFC 6120 §8.3.3.18
            throw refusal(Condition.RESOURCE_CONSTRAINT, "too much waits for the component");
        }
        held.addLast(stanza);
        heldBytes += size;
    }

    private StanzaException refusal(Condition condition, String text) {
        refused++;
        return new StanzaException(StanzaError.of(condition, text));
    }

    /**
     * The component has come: it is greeted, then it gets what has waited.
     *
     * @throws StreamException with {@code conflict} when one is there already
     */
    void attach(PeerStream come, Element greeting) {
        lock.lock();
        try {
            PeerStream present = stream;
            if (present != null) {
                // if it has gone without a word it is found out, and the next attempt succeeds
                present.probe();
                throw new StreamException(
                        StreamCondition.CONFLICT, "a component is connected for this domain");
            }
            stream = come;
            change(State.CONNECTED);
            come.write(greeting);
            held.forEach(stanza -> come.write(stanza.toElement()));
            sent += held.size();
            held.clear();
            heldBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether that was the component's stream, which is lost: it is waited for from now on. */
    boolean detach(PeerStream gone) {
        lock.lock();
        try {
            boolean own = gone.equals(stream);
            if (own) {
                stream = null;
                change(State.AWAITED);
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    private void change(State other) {
        state = other;
        since = Instant.now();
    }

    /**
     * Waits no longer, unless something has happened since.
     *
     * @param waiting since when it was waited for
     * @return what waits in vain, in order
     */
    List<Stanza> giveUp(Instant waiting) {
        lock.lock();
        try {
            if (state != State.AWAITED || !since.equals(waiting)) {
                return List.of();
            }
            change(State.ABSENT);
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what waits. */
    List<Stanza> take() {
        lock.lock();
        try {
            List<Stanza> taken = List.copyOf(held);
            held.clear();
            heldBytes = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Puts in what an earlier version of this bundle held. */
    void give(List<Stanza> earlier) {
        lock.lock();
        try {
            for (Stanza stanza : earlier) {
                PeerStream present = stream;
                if (present == null) {
                    held.addLast(stanza);
                    heldBytes += stanza.toElement().utf8().remaining();
                } else {
                    present.write(stanza.toElement());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the stream, if there is one. */
    void close(StreamError reason) {
        lock.lock();
        try {
            if (stream != null) {
                stream.close(reason);
            }
        } finally {
            lock.unlock();
        }
    }

    void count() {
        lock.lock();
        try {
            received++;
        } finally {
            lock.unlock();
        }
    }

    Snapshot snapshot() {
        lock.lock();
        try {
            String origin = stream == null ? "" : stream.origin();
            return new Snapshot(state, since, origin, held.size(), sent, received, refused);
        } finally {
            lock.unlock();
        }
    }
}
