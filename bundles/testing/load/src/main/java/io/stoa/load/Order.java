package io.stoa.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one order in which all hear what many say: whoever hears something first says where its place
 * is. Thread-safe.
 *
 * @param <H> who hears
 */
final class Order<H> {

    private static final int RECENT = 256;

    private final Lock lock = new ReentrantLock();
    private final Map<H, Integer> heard = new HashMap<>();
    private long[] said = new long[RECENT];
    private int size;

    /** Notes that somebody hears something; tells whether others heard it before what he heard. */
    boolean late(H hearer, int source, int sequence) {
        long what = (long) source << Integer.SIZE | sequence;
        lock.lock();
        try {
            int expected = heard.getOrDefault(hearer, 0);
            int place = place(what, expected);
            if (place < expected) {
                return true;
            }
            heard.put(hearer, place + 1);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private int place(long what, int expected) {
        if (expected < size && said[expected] == what) {
            return expected;
        }
        int known = find(what);
        return known < 0 ? append(what) : known;
    }

    /** Looks among the last, for only what is out of its place is not where it is expected. */
    private int find(long what) {
        for (int i = size - 1; i >= Math.max(0, size - RECENT); i--) {
            if (said[i] == what) {
                return i;
            }
        }
        return -1;
    }

    private int append(long what) {
        if (size == said.length) {
            said = Arrays.copyOf(said, 2 * size);
        }
        said[size] = what;
        return size++;
    }
}
