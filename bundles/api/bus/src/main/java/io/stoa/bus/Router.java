package io.stoa.bus;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ProviderType;

/** Decides where a stanza goes, by the rules of RFC 6120 §10 and RFC 6121 §8. Thread-safe. */
@ProviderType
public interface Router {

    /** Decides what an address belongs to (RFC 6120 §10.3–10.5). */
    Destination destination(Jid to);

    /**
     * Decides who of an account gets a message, a presence stanza or an iq that has arrived for it
     * (RFC 6121 §8.5). Never blocks: whether the account exists was asked before.
     *
     * @param stanza the stanza
     * @param account the account of its {@code to}
     */
    Delivery delivery(Stanza stanza, BareJid account);
}
