package io.stoa.core.session;

import io.stoa.core.session.backlog.Backlog;
import io.stoa.core.session.backlog.Waiting;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** How much of a session its journal knows. Used under the session's lock. */
final class Written {

    private boolean unknown = true;
    private boolean changed = true;
    private long collected;

    /** Nothing of it is known to be durable. */
    void forget() {
        unknown = true;
    }

    /** What is kept with the session is no longer as it was written. */
    void changed() {
        changed = true;
    }

    /** How far {@link #collect} came. */
    long collected() {
        return collected;
    }

    /** Returns what is not in the journal yet. */
    Saved collect(Track track, Backlog backlog, @Nullable Waiting waiting) {
        long acknowledged = backlog.acknowledged();
        long from = unknown ? acknowledged : Math.max(collected, acknowledged);
        Saved saved =
                new Saved(
                        track.id(),
                        unknown ? Optional.of(Saved.Head.of(track)) : Optional.empty(),
                        unknown || changed
                                ? Optional.of(Saved.State.of(track.bound()))
                                : Optional.empty(),
                        acknowledged,
                        from + 1,
                        backlog.after(from),
                        waiting == null ? Waiting.News.NONE : waiting.collect(unknown),
                        track.lostMillis());
        collected = backlog.last();
        unknown = false;
        changed = false;
        return saved;
    }
}
