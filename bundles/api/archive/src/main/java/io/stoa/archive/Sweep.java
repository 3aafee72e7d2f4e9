package io.stoa.archive;

import io.stoa.jid.BareJid;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One walk over all archives that have a limit. Used by one thread at a time; blocks. */
final class Sweep {

    /** What {@link #step} returns when there is nothing left to do. */
    static final int DONE = -1;

    private static final int PAGE = 100;

    private final Archive archive;
    private final Retained retained;
    private final Instant now;
    private final Deque<String> domains;
    private final Deque<BareJid> page = new ArrayDeque<>();
    private String after = "";
    private int removed;

    Sweep(Archive archive, Retained retained, Instant now) {
        this.archive = archive;
        this.retained = retained;
        this.domains = new ArrayDeque<>(retained.domains());
        this.now = now;
    }

    /** Returns how many messages were removed so far. */
    int removed() {
        return removed;
    }

    /**
     * Removes at most so many messages of one owner, or finds that there is nothing to remove.
     *
     * @return how many were removed, or {@link #DONE}
     */
    int step(int batch) {
        if (page.isEmpty() && !turn()) {
            return DONE;
        }
        BareJid owner = page.element();
        Optional<Instant> cutoff = retained.cutoff(owner, now);
        int gone = cutoff.map(before -> archive.purge(owner, before, batch)).orElse(0);
        if (gone < batch) {
            page.remove();
        }
        removed += gone;
        return gone;
    }

    /** Turns to the next page of owners that has any; false at the end. */
    private boolean turn() {
        while (page.isEmpty() && !domains.isEmpty()) {
            String domain = domains.element();
            page.addAll(retained.owners(domain, after, PAGE));
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
