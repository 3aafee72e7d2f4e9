package io.stoa.core.session.backlog;

import io.stoa.session.Tracking;
import io.stoa.stanza.Stanza;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a client was or will be sent and has not acknowledged, the oldest first, each with its
 * number. Numbers have 64 bits here and 32 on the wire. Used under the session's lock.
 */
public final class Backlog {

    private final ArrayDeque<Unacked> queue = new ArrayDeque<>(2);
    // acknowledged <= cursor <= safe <= last; sent is the furthest that the cursor ever was
    private long acknowledged;
    private long cursor;
    private long sent;
    private long safe;
    private long last;
    private int bytes;
    private int inFlight;

    /** Puts in what was open when the process ended; all of it may have been sent. */
    public void restore(long before, List<Unacked> open) {
        acknowledged = before;
        cursor = before;
        open.forEach(this::add);
        last = before + open.size();
        sent = last;
        safe = last;
    }

    public void add(Unacked unacked) {
        queue.addLast(unacked);
        bytes += unacked.size();
        last++;
    }

    public int size() {
        return queue.size();
    }

    public int bytes() {
        return bytes;
    }

    public long acknowledged() {
        return acknowledged;
    }

    /** The number of the last stanza. */
    public long last() {
        return last;
    }

    /** How far the client was sent, on whatever stream. */
    public long sent() {
        return sent;
    }

    /** Tells whether the client owes an acknowledgement for what it was sent on this stream. */
    public boolean owed() {
        return cursor > acknowledged;
    }

    /** What has a number up to this may leave. */
    public void mayLeave(long upTo) {
        safe = Math.max(safe, upTo);
    }

    /** Up to which number stanzas may leave. */
    public long mayLeave() {
        return safe;
    }

    /** Begins on another stream. */
    public void rewind() {
        cursor = acknowledged;
        inFlight = 0;
    }

    /** Writes what may leave; no more than a window ahead of the acknowledgements. */
    public boolean write(int window, Consumer<Stanza> wire) {
        if (cursor >= safe) {
            return false;
        }
        boolean wrote = false;
        Iterator<Unacked> waiting = behind(cursor);
        while (cursor < safe && (inFlight < window || inFlight == 0)) {
            Unacked next = waiting.next();
            wire.accept(next.stanza());
            cursor++;
            inFlight += next.size();
            wrote = true;
        }
        sent = Math.max(sent, cursor);
        return wrote;
    }

    /**
     * Takes a client's count.
     *
     * @return whether it is possible
     */
    public boolean acknowledge(long count) {
        // the number nearest to what is known: counts go round (XEP-0198 §4)
        long now = acknowledged + (int) (count - acknowledged);
        if (now < 0 || now > sent) {
            return false;
        }
        while (acknowledged < now) {
            Unacked confirmed = queue.removeFirst();
            acknowledged++;
            bytes -= confirmed.size();
            if (acknowledged <= cursor) {
                inFlight -= confirmed.size();
            }
        }
        cursor = Math.max(cursor, acknowledged);
        return true;
    }

    /** Returns what has come behind a number. */
    public List<Unacked> after(long number) {
        List<Unacked> added = new ArrayList<>((int) (last - number));
        if (number < last) {
            behind(number).forEachRemaining(added::add);
        }
        return List.copyOf(added);
    }

    private Iterator<Unacked> behind(long number) {
        int skip = (int) (number - acknowledged);
        if (skip == queue.size() - 1) {
            // by far the most frequent case
            return List.of(queue.getLast()).iterator();
        }
        Iterator<Unacked> walk = queue.iterator();
        for (int i = 0; i < skip; i++) {
            walk.next();
        }
        return walk;
    }

    /** Takes everything out. */
    public List<Unacked> drain() {
        List<Unacked> left = List.copyOf(queue);
        queue.clear();
        bytes = 0;
        inFlight = 0;
        acknowledged = last;
        cursor = last;
        safe = last;
        return left;
    }

    public static long onTheWire(long number) {
        return number % Tracking.MODULUS;
    }
}
