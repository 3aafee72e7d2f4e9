package io.stoa.service.muc.live;

import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

/**
 * Somebody of another server, or of a component, in a room. Immutable.
 *
 * @param occupant the occupant JID
 * @param session the full JID
 * @param role the role
 */
public record Guest(FullJid occupant, FullJid session, Role role) {

    /** What is left of it after a restart; what it has said of itself is not. */
    Taken taken() {
        return new Taken(occupant, session, role, Presence.of(PresenceType.AVAILABLE));
    }
}
