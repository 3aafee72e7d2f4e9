package io.stoa.bus;

import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;

/**
 * One passage of a stanza, as the feature that is called sees it. Valid for the call only; not
 * thread-safe.
 */
@ProviderType
public interface Context {

    /** Returns whom the server acts for. */
    Leg leg();

    /** Returns the address acted for: an account, a service's domain, or a domain of ours. */
    BareJid self();

    /** Returns the session that the stanza came from, if it came from one of ours. */
    Optional<Session> session();

    /**
     * Sends a stanza as soon as the leg is over, in the order of the calls. A stanza in the name of
     * an account passes the GUARD stage of its sender; no other stage of the SENT leg.
     */
    void send(Stanza stanza);
}
