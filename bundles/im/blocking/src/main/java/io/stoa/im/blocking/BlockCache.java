package io.stoa.im.blocking;

import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The block lists in use. Entries change under the account's lock of {@link BlockBook} only, so
 * that they are what the store holds. Thread-safe; never blocks.
 */
final class BlockCache {

    private final ConcurrentHashMap<BareJid, BlockList> lists = new ConcurrentHashMap<>();
    private final Sessions sessions;
    private final int limit;

    /** Makes a cache that prefers the lists of accounts with a session. */
    BlockCache(Sessions sessions, int limit) {
        this.sessions = sessions;
        this.limit = Math.max(1, limit);
    }

    Optional<BlockList> get(BareJid account) {
        return Optional.ofNullable(lists.get(account));
    }

    void put(BareJid account, BlockList list) {
        lists.put(account, list);
        if (lists.size() > limit) {
            makeRoom(account);
        }
    }

    void remove(BareJid account) {
        lists.remove(account);
    }

    int size() {
        return lists.size();
    }

    /** Drops who is not connected; if that is not enough, a tenth of the others, whoever it is. */
    private void makeRoom(BareJid kept) {
        lists.keySet().removeIf(account -> !account.equals(kept) && sessions.of(account).isEmpty());
        Iterator<BareJid> others = lists.keySet().iterator();
        int room = limit - limit / 10;
        while (lists.size() > room && others.hasNext()) {
            if (!others.next().equals(kept)) {
                others.remove();
            }
        }
    }
}
