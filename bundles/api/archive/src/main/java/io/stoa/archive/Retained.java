package io.stoa.archive;

import io.stoa.jid.BareJid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whose archives there are, and for how long messages stay in them. Thread-safe; may block. */
public interface Retained {

    /** Returns the domains in which archives may have a limit. */
    List<String> domains();

    /**
     * Lists owners of a domain, those at least whose messages are not kept for ever, in the order
     * of their localparts.
     *
     * @param after what comes after this localpart; "" for the beginning
     * @param limit at most so many
     */
    List<BareJid> owners(String domain, String after, int limit);

    /** Returns the moment before which messages are too old; empty for never. */
    Optional<Instant> cutoff(BareJid owner, Instant now);
}
