package io.stoa.im.offline;

import io.stoa.jid.BareJid;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much is kept for an account, for those of whom that is known. What is not known is counted in
 * the store. An account's tally changes in its lane only. Thread-safe.
 */
final class Tallies {

    /**
     * A number of messages and their size.
     *
     * @param messages how many
     * @param bytes their size together
     */
    record Tally(int messages, long bytes) {

        static final Tally NOTHING = new Tally(0, 0);

        Tally plus(long size) {
            return new Tally(messages + 1, bytes + size);
        }

        Tally minus(long size) {
            return new Tally(messages - 1, bytes - size);
        }
    }

    private final ConcurrentHashMap<BareJid, Tally> tallies = new ConcurrentHashMap<>();
    private final int limit;

    Tallies(int limit) {
        this.limit = Math.max(1, limit);
    }

    Optional<Tally> of(BareJid account) {
        return Optional.ofNullable(tallies.get(account));
    }

    void set(BareJid account, Tally tally) {
        tallies.put(account, tally);
        Iterator<BareJid> others = tallies.keySet().iterator();
        // whoever it is: what is forgotten is counted again
        while (tallies.size() > limit && others.hasNext()) {
            if (!others.next().equals(account)) {
                others.remove();
            }
        }
    }

    void forget(BareJid account) {
        tallies.remove(account);
    }

    int size() {
        return tallies.size();
    }
}
