package io.stoa.auth.internal;

import io.stoa.jid.BareJid;

import java.util.LinkedHashMap;
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
    private final Map<BareJid, Known> recent;
    private final Function<BareJid, Optional<Account>> storage;
    private long changes;

    KnownAccounts(int limit, Function<BareJid, Optional<Account>> storage) {
        this.recent = new Recent(limit);
        this.storage = storage;
    }

    /** Tells what is known of an account, asking the storage where nothing is. */
    Known known(BareJid account) {
        long before;
        lock.lock();
        try {
            Optional<Known> known = Optional.ofNullable(recent.get(account));
            if (known.isPresent()) {
                return known.get();
            }
            before = changes;
        } finally {
            lock.unlock();
        }
        Known read = storage.apply(account).map(Known::of).orElse(Known.ABSENT);
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
    private void remember(BareJid account, Known read, long before) {
        lock.lock();
        try {
            if (changes == before) {
                recent.put(account, read);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is known of an account. */
    enum Known {
        ABSENT,
        ACCOUNT,
        ADMIN;

        private static Known of(Account account) {
            return account.admin() ? ADMIN : ACCOUNT;
        }
    }

    /** A map that drops what has not been asked for longest. */
    private static final class Recent extends LinkedHashMap<BareJid, Known> {

        private static final long serialVersionUID = 1L;
        private static final float LOAD = 0.75f;

        private final int limit;

        Recent(int limit) {
            super(16, LOAD, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<BareJid, Known> eldest) {
            return size() > limit;
        }
    }
}
