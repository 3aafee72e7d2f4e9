package io.stoa.session;

import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens and ends sessions; for {@code core/stream} and {@code core/bus} only, features use {@link
 * Sessions}. Thread-safe.
 */
@ProviderType
public interface SessionRegistry extends Sessions {

    /**
     * Makes a session for a resource that is free.
     *
     * @param address the full JID to bind
     * @param outlet where stanzas for the client go
     * @throws io.stoa.stanza.StanzaException with {@code conflict} when the address is taken, and
     *     {@code resource-constraint} when the account has as many sessions as it may have (RFC
     *     6120 §7.6.2, §7.7.2.1)
     */
    Session open(FullJid address, Outlet outlet);

    /** Records the presence that a client broadcast (RFC 6121 §4.2–4.5). */
    void presence(Session session, Presence presence);

    /** Ends a session: it is no longer found, and listeners are told. Idempotent. */
    void close(Session session);
}
