package io.stoa.net.uplink;

import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the server, in order and bounded: a little while it reads, some while it is away
 * for a moment, nothing when nobody waits for it any more. What was taken stays here until it was
 * written. Thread-safe; never blocks.
 */
final class Waiting {

    /** How much may wait. */
    record Limits(int stanzas, long bytes, long pendingBytes) {}

    /** How the server is. */
    enum Server {
        /** It reads. */
        THERE,
        /** It was lost a moment ago, or this process has just started. */
        AWAITED,
        /** Nobody waits for it any more. */
        ABSENT
    }

    private static final int BATCH = 65_536;

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Stanza> stanzas = new ArrayDeque<>();
    private long bytes;
    private Server server = Server.AWAITED;
    private int changes;
    private long sent;
    private long refused;

    Waiting(Limits limits) {
        this.limits = limits;
    }

    /**
     * Adds a stanza.
     *
     * @throws StanzaException when it may not wait
     */
    void add(Stanza stanza) {
        long size = size(stanza);
        lock.lock();
        try {
            switch (server) {
                case THERE ->
                        require(bytes <= limits.pendingBytes(), "the server reads too slowly");
                case AWAITED ->
                        require(
                                stanzas.size() < limits.stanzas() && bytes + size <= limits.bytes(),
                                "too much waits for the server");
                case ABSENT ->
                        // RFC 6120 §8.3.3.17: known, but a stream cannot be established
                        throw refusal(
                                Condition.REMOTE_SERVER_TIMEOUT, "the server is not connected");
            }
            stanzas.addLast(stanza);
            bytes += size;
        } finally {
            lock.unlock();
        }
    }

    private static long size(Stanza stanza) {
        return stanza.toElement().utf8().remaining();
    }

    private void require(boolean room, String otherwise) {
        if (!room) {
            // RFC 6120 §8.3.3.18
            throw refusal(Condition.RESOURCE_CONSTRAINT, otherwise);
        }
    }

    private StanzaException refusal(Condition condition, String text) {
        refused++;
        return new StanzaException(StanzaError.of(condition, text));
    }

    /** Puts in what an earlier version of this bundle had, whatever the limits. */
    void give(List<Stanza> earlier) {
        lock.lock();
        try {
            for (Stanza stanza : earlier) {
                stanzas.addLast(stanza);
                bytes += size(stanza);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns what comes first; it stays until it is {@link #written}. */
    List<Stanza> first() {
        lock.lock();
        try {
            List<Stanza> batch = new ArrayList<>();
            long size = 0;
            for (Stanza stanza : stanzas) {
                if (size > BATCH) {
                    break;
                }
                batch.add(stanza);
                size += size(stanza);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** What was first has been written. */
    void written(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count && !stanzas.isEmpty(); i++) {
                bytes -= size(stanzas.removeFirst());
                sent++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says how the server is from now on. */
    void server(Server now) {
        lock.lock();
        try {
            server = now;
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a number that is another one as soon as the server is otherwise. */
    int changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no longer, unless something has happened since; tells whether so. */
    boolean giveUp(int since) {
        lock.lock();
        try {
            boolean still = server == Server.AWAITED && changes == since;
            if (still) {
                server = Server.ABSENT;
                changes++;
            }
            return still;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out everything. */
    List<Stanza> take() {
        lock.lock();
        try {
            List<Stanza> all = List.copyOf(stanzas);
            stanzas.clear();
            bytes = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return count() == 0;
    }

    int count() {
        lock.lock();
        try {
            return stanzas.size();
        } finally {
            lock.unlock();
        }
    }

    long sent() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    long refused() {
        lock.lock();
        try {
            return refused;
        } finally {
            lock.unlock();
        }
    }
}
