package io.stoa.im.roster;

import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The rosters of accounts that are online, for presence is broadcast more often than rosters
 * change. It only ever holds what the store holds: entries are put and changed under the account's
 * lock of {@link RosterBook}. Thread-safe; never blocks.
 */
final class RosterCache {

    private final ConcurrentHashMap<BareJid, Roster> rosters = new ConcurrentHashMap<>();
    private final Sessions sessions;
    private final int limit;

    RosterCache(Sessions sessions, int limit) {
        this.sessions = sessions;
        this.limit = limit;
    }

    Optional<Roster> get(BareJid account) {
        return Optional.ofNullable(rosters.get(account));
    }

    /** Keeps a roster, unless nobody of the account is online; returns it. */
    Roster keep(BareJid account, Roster roster) {
        if (limit > 0 && !sessions.of(account).isEmpty()) {
            if (rosters.size() >= limit) {
                makeRoom();
            }
            rosters.put(account, roster);
        }
        return roster;
    }

    void change(BareJid account, UnaryOperator<Roster> change) {
        rosters.computeIfPresent(account, (key, roster) -> change.apply(roster));
    }

    void remove(BareJid account) {
        rosters.remove(account);
    }

    int size() {
        return rosters.size();
    }

    /**
     * Drops who has gone offline; if that is not enough, a tenth of the others, whoever they are.
     */
    private void makeRoom() {
        rosters.keySet().removeIf(account -> sessions.of(account).isEmpty());
        Iterator<BareJid> others = rosters.keySet().iterator();
        int room = limit - Math.max(1, limit / 10);
        while (rosters.size() > room && others.hasNext()) {
            others.next();
            others.remove();
        }
    }
}
