package io.stoa.core.stream;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Our half of a stream: it begins with one header and ends once (RFC 6120 §4.2, §4.4), also when
 * the stream is ended, by whomever, in the very moment in which it begins. Thread-safe.
 */
final class OwnHalf {

    private final Lock lock = new ReentrantLock();
    private boolean begun;
    private boolean ended;

    /** Writes the header, unless it was written, or the end. */
    void begin(Runnable header) {
        lock.lock();
        try {
            if (!begun && !ended) {
                begun = true;
                header.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what belongs between the header and the end. */
    void say(Runnable something) {
        lock.lock();
        try {
            if (begun && !ended) {
                something.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes the end; §4.9.1.1: also an error comes after a header. */
    void end(Runnable header, Runnable last) {
        lock.lock();
        try {
            begin(header);
            if (!ended) {
                ended = true;
                last.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A new stream follows on the same connection (§4.3.3). */
    void again() {
        lock.lock();
        try {
            begun = false;
        } finally {
            lock.unlock();
        }
    }
}
