package io.stoa.auth.internal;

import io.stoa.jid.BareJid;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Remembers which accounts there are and are not, the most recently asked for. It keeps no
 * verifiers: logins read the storage, so that their time does not tell who has been here lately.
 * Thread-safe.
 */
final class KnownAccounts {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BareJid, Optional<Standing>> recent;
    private final Function<BareJid, Optional<Account>> storage;
    private long changes;

    KnownAccounts(int limit, Function<BareJid, Optional<Account>> storage) {
        this.recent = new Recent<>(limit);
        this.storage = storage;
    }

    /** Tells what an account is, asking the storage where nothing is known; empty for none. */
    Optional<Standing> known(BareJid account) {
        long before;
        lock.lock();
        try {
            Optional<Standing> known = recent.get(account);
            if (known != null) {
                return known;
            }
            before = changes;
        } finally {
            lock.unlock();
        }
        Optional<Standing> read = storage.apply(account).map(Account::standing);
        remember(account, read, before);
        return read;
    }

    /** Forgets an account that has changed; called after the change is stored. */
    void changed(BareJid account) {
        lock.lock();
        try {
            changes++;
            recent.remove(account);
        } finally {
            lock.unlock();
        }
    }

    /** What was read before a change must not be remembered after it. */
    private void remember(BareJid account, Optional<Standing> read, long before) {
        lock.lock();
        try {
            if (changes == before) {
                recent.put(account, read);
            }
        } finally {
            lock.unlock();
        }
    }
}
