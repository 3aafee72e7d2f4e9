package io.stoa.bus;

import io.stoa.stanza.Presence;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Handles presence on both legs (RFC 6121 §3, §4); there is one, {@code im/presence}. On the SENT
 * leg it gets what a client sends, with or without {@code to}; what shall go on to others it sends.
 * On the RECEIVED leg it gets what arrives for an account's bare JID. Presence to a full JID is
 * delivered by the bus itself (RFC 6121 §8.5.3).
 */
@ConsumerType
public interface PresenceHandler {

    /** Handles a presence stanza for {@link Context#self()}. */
    void handle(Presence presence, Context context);
}
