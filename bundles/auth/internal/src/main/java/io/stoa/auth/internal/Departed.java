package io.stoa.auth.internal;

import io.stoa.jid.BareJid;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers who was removed of late, so that a farewell is still theirs: rooms tell who leaves them
 * when the account is gone already. Thread-safe.
 */
final class Departed {

    private static final int MOST = 1000;

    private final Lock lock = new ReentrantLock();
    private final Map<BareJid, Long> incarnations = new Recent<>(MOST);

    void add(BareJid account, long incarnation) {
        lock.lock();
        try {
            incarnations.put(account, incarnation);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the incarnation of who had this name last; 0 when nobody is remembered. */
    long incarnation(BareJid account) {
        lock.lock();
        try {
            return incarnations.getOrDefault(account, 0L);
        } finally {
            lock.unlock();
        }
    }
}
