package io.stoa.session;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/** Finds the sessions of this server. Thread-safe; answers are snapshots. */
@ProviderType
public interface Sessions {

    /** Finds the session bound to a full JID. */
    Optional<Session> find(FullJid address);

    /** Returns the sessions of an account in the order in which they were bound. */
    List<Session> of(BareJid account);

    /** Returns all sessions, in no order. */
    List<Session> all();

    /** Returns how many sessions there are. */
    int count();

    /**
     * Tells whether the sessions of before the process ended are here again, or will not be. Before
     * that nobody can tell who is missing.
     */
    default boolean restored() {
        return true;
    }
}
