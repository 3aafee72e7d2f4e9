package io.stoa.load.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session that outlives the stream that carries it (XEP-0198 §5): what was sent is kept until the
 * server has acknowledged it, and is sent again on the next stream, before what was said while
 * there was none. Thread-safe.
 */
final class Resumption {

    private static final String REQUEST = "<r xmlns='urn:xmpp:sm:3'/>";

    /** After so many stanzas an acknowledgement is asked for. */
    private static final int ASK = 5;

    private final Lock lock = new ReentrantLock();
    private final Deque<ByteBuffer> unacknowledged = new ArrayDeque<>();
    private Optional<Link> carrier = Optional.empty();
    private long acknowledged;
    private int unasked;
    private volatile String id = "";

    /** The server has said by which id it is resumed: from here on both count. */
    void begin(String given, Link first) {
        lock.lock();
        try {
            carrier = Optional.of(first);
            id = given;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether there is a session to resume. */
    boolean begun() {
        return !id.isEmpty();
    }

    /** Returns its id. */
    String id() {
        return id;
    }

    /** Sends a stanza now, or as soon as there is a stream. */
    void send(ByteBuffer stanza) {
        lock.lock();
        try {
            unacknowledged.addLast(stanza.duplicate());
            if (carrier.isPresent()) {
                carrier.get().write(stanza);
                ask(carrier.get());
            }
        } finally {
            lock.unlock();
        }
    }

    private void ask(Link link) {
        unasked++;
        if (unasked >= ASK) {
            unasked = 0;
            link.write(REQUEST);
        }
    }

    /** The server has handled so many in all. */
    void acknowledged(long count) {
        lock.lock();
        try {
            while (acknowledged < count && !unacknowledged.isEmpty()) {
                unacknowledged.removeFirst();
                acknowledged++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The stream has ended. */
    void dropped() {
        lock.lock();
        try {
            carrier = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Another stream carries it; the server has handled so many in all. */
    void resumed(long count, Link next) {
        lock.lock();
        try {
            acknowledged(count);
            unacknowledged.forEach(it -> next.write(it.duplicate()));
            next.write(REQUEST);
            carrier = Optional.of(next);
        } finally {
            lock.unlock();
        }
    }
}
