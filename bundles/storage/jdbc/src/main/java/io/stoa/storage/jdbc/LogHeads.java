package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final List<BareJid> leaving = new ArrayList<>(0);

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

    /** An owner is about to be erased: from now on nobody relies on what is known of him. */
    void leave(BareJid owner) {
        lock.lock();
        try {
            leaving.add(owner);
            heads.keySet().removeIf(place -> place.owner().equals(owner));
        } finally {
            lock.unlock();
        }
    }

    /** An owner has been erased, or has not. */
    void left(BareJid owner) {
        lock.lock();
        try {
            leaving.remove(owner);
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether an owner is being erased. */
    boolean leaving(BareJid owner) {
        lock.lock();
        try {
            return leaving.contains(owner);
        } finally {
            lock.unlock();
        }
    }
}
