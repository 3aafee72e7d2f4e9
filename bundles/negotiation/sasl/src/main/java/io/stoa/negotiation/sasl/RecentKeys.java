package io.stoa.negotiation.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The keys that were touched most recently, a bounded number of them. Thread-safe. */
final class RecentKeys {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Boolean> keys;

    RecentKeys(int size) {
        this.keys =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                        return size() > size;
                    }
                };
    }

    boolean contains(String key) {
        lock.lock();
        try {
            return keys.get(key) != null;
        } finally {
            lock.unlock();
        }
    }

    void add(String key) {
        lock.lock();
        try {
            keys.put(key, Boolean.TRUE);
        } finally {
            lock.unlock();
        }
    }
}
