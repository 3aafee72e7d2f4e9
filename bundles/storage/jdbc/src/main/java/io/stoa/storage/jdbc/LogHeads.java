package io.stoa.storage.jdbc;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The heads of the logs that were appended to last. An append relies on one of them without asking
 * the database, which changes nothing if another process has appended since. Thread-safe.
 */
final class LogHeads {

    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<LogPlace, LogHead> heads = new LinkedHashMap<>(64, 0.75f, true);

    Optional<LogHead> get(LogPlace place) {
        lock.lock();
        try {
            return Optional.ofNullable(heads.get(place));
        } finally {
            lock.unlock();
        }
    }

    void put(LogPlace place, LogHead head) {
        lock.lock();
        try {
            heads.put(place, head);
            if (heads.size() > MOST) {
                heads.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(LogPlace place) {
        lock.lock();
        try {
            heads.remove(place);
        } finally {
            lock.unlock();
        }
    }
}
