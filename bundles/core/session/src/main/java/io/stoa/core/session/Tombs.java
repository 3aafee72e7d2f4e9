package io.stoa.core.session;

import io.stoa.jid.BareJid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many stanzas were handled in sessions that have ended: whoever wants to resume one learns at
 * least that (XEP-0198 §5). Kept for a day, and for the last of them only. Thread-safe.
 */
final class Tombs {

    /** A session that has ended. */
    record Tomb(String id, BareJid account, long handled, long millis) {

        boolean old() {
            return System.currentTimeMillis() - millis > TimeUnit.DAYS.toMillis(1);
        }
    }

    private static final int LIMIT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Tomb> byId = new LinkedHashMap<>();

    void add(Tomb tomb) {
        lock.lock();
        try {
            byId.put(tomb.id(), tomb);
            while (byId.size() > LIMIT || byId.firstEntry().getValue().old()) {
                byId.pollFirstEntry();
                if (byId.isEmpty()) {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    OptionalLong handled(BareJid account, String id) {
        lock.lock();
        try {
            Tomb tomb = byId.get(id);
            return tomb == null || !tomb.account().equals(account)
                    ? OptionalLong.empty()
                    : OptionalLong.of(tomb.handled());
        } finally {
            lock.unlock();
        }
    }

    List<Tomb> all() {
        lock.lock();
        try {
            return List.copyOf(byId.values());
        } finally {
            lock.unlock();
        }
    }
}
