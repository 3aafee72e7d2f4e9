package io.stoa.core.stream;

import io.stoa.bus.Passage;
import io.stoa.session.Session;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has arrived on a stream and is not yet handled, in order. The I/O thread adds, the stream's
 * worker takes; a worker exists only while there is something to take. Thread-safe.
 */
final class Inbox {

    /** What can happen on a stream. */
    sealed interface Event {

        /** The peer has opened the stream, for the first time or anew. */
        record Opened(Element header, String contentNamespace) implements Event {}

        /** A first-level element is complete. */
        record Arrived(Element element) implements Event {}

        /** A passage that was begun and cannot go on where it began. */
        record Continued(Passage passage, Session session) implements Event {}

        /** A stanza that is too large; its start tag is all that is known of it. */
        record Refused(Element start, StanzaError error, Session session) implements Event {}

        /** The same on a stream that has no session. */
        record Skipped(Element start, StanzaError error) implements Event {}

        /** The peer broke a rule that the reader guards. */
        record Broken(StreamError error) implements Event {}

        /** The stream has ended, by either side. */
        record Ended() implements Event {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>(2);
    private boolean working;

    /**
     * Adds an event.
     *
     * @return whether a worker has to be started, since none is there
     */
    boolean add(Event event) {
        lock.lock();
        try {
            events.addLast(event);
            arrived.signal();
            boolean start = !working;
            working = true;
            return start;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether nothing waits and no worker is there, so that the caller may act itself. */
    boolean idle() {
        lock.lock();
        try {
            return !working && events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next event; when there is none, null: the worker ends. */
    @Nullable Event takeOrEnd() {
        lock.lock();
        try {
            @Nullable Event next = events.pollFirst();
            working = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next event, as the worker. */
    Event take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            @Nullable Event next = events.pollFirst();
            while (next == null) {
                arrived.await();
                next = events.pollFirst();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Puts an event back that was taken too early. */
    void putBack(Event event) {
        lock.lock();
        try {
            events.addFirst(event);
        } finally {
            lock.unlock();
        }
    }
}
