package io.stoa.core.stream;

import io.stoa.xml.Element;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Holds back what is sent to a resource from the moment it is bound until the client has been told
 * which one it is (RFC 6120 §7.1: "before it can send or receive stanzas"). Thread-safe.
 */
final class Cork {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Element> held = new ArrayDeque<>();
    private boolean pulled;

    /** Holds an element; false when the cork was pulled, and it shall be written. */
    boolean hold(Element element) {
        lock.lock();
        try {
            if (!pulled) {
                held.addLast(element);
            }
            return !pulled;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what was held; whoever holds meanwhile comes behind it. */
    void pull(Consumer<Element> wire) {
        lock.lock();
        try {
            held.forEach(wire);
            held.clear();
            pulled = true;
        } finally {
            lock.unlock();
        }
    }
}
