package io.stoa.im.mam.retention;

import io.stoa.auth.Accounts;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.jid.BareJid;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One walk over all archives. Where a domain keeps its messages for ever, only the accounts that
 * differ are looked at. Used by one thread at a time; blocks.
 */
final class Sweep {

    /** What {@link #step} returns when there is nothing left to do. */
    static final int DONE = -1;

    private static final int PAGE = 100;

    private final ArchiveStore store;
    private final Retention retention;
    private final Accounts accounts;
    private final Instant now;
    private final Deque<String> domains;
    private final Deque<BareJid> page = new ArrayDeque<>();
    private String after = "";
    private int removed;

    Sweep(
            ArchiveStore store,
            Retention retention,
            Accounts accounts,
            List<String> domains,
            Instant now) {
        this.store = store;
        this.retention = retention;
        this.accounts = accounts;
        this.domains = new ArrayDeque<>(domains);
        this.now = now;
    }

    /** Returns how many messages were removed so far. */
    int removed() {
        return removed;
    }

    /**
     * Removes at most so many messages of one account, or finds that there is nothing to remove.
     *
     * @return how many were removed, or {@link #DONE}
     */
    int step(int batch) {
        if (page.isEmpty() && !turn()) {
            return DONE;
        }
        BareJid account = page.element();
        Optional<Instant> cutoff = retention.cutoff(account, now);
        int gone = cutoff.map(before -> store.purge(account, before, batch)).orElse(0);
        if (gone < batch) {
            page.remove();
        }
        removed += gone;
        return gone;
    }

    /** Turns to the next page of accounts that has any; false at the end. */
    private boolean turn() {
        while (page.isEmpty() && !domains.isEmpty()) {
            String domain = domains.element();
            page.addAll(
                    retention.ofDomain(domain) > 0
                            ? accounts.list(domain, after, PAGE)
                            : retention.accounts(domain, after, PAGE));
            if (page.isEmpty()) {
                domains.remove();
                after = "";
            } else {
                after = page.getLast().local();
            }
        }
        return !page.isEmpty();
    }
}
