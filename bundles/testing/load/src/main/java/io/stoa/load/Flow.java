package io.stoa.load;

import java.util.BitSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What one client receives of one source: which numbers came, in which order. Thread-safe. */
final class Flow {

    private final Lock lock = new ReentrantLock();
    private final BitSet missing = new BitSet();
    private int next;
    private int duplicated;
    private int reordered;
    private int bounced;

    /**
     * Notes that a number has been delivered.
     *
     * @param late whether others heard it before something that this client has already heard
     */
    void delivered(int sequence, boolean late) {
        lock.lock();
        try {
            if (sequence >= next) {
                missing.set(next, sequence);
                next = sequence + 1;
                reordered += late ? 1 : 0;
            } else if (missing.get(sequence)) {
                missing.clear(sequence);
                reordered++;
            } else {
                duplicated++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the sender was told by an error that a number is not delivered. */
    void bounced(int sequence) {
        lock.lock();
        try {
            bounced++;
            if (sequence >= next) {
                missing.set(next, sequence);
                next = sequence + 1;
            } else {
                missing.clear(sequence);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds what has happened, when so many were sent. */
    Tally tally(int sent) {
        lock.lock();
        try {
            int lost = missing.cardinality() + Math.max(0, sent - next);
            int delivered = sent - lost - bounced;
            return new Tally(sent, delivered, lost, duplicated, reordered, bounced);
        } finally {
            lock.unlock();
        }
    }
}
