package io.stoa.service.muc.live;

import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.stanza.Presence;

/**
 * A session that was in a room before the room came into memory. Immutable.
 *
 * @param occupant its occupant JID
 * @param session its full JID
 * @param role its role
 * @param presence what it has said of itself
 */
public record Taken(FullJid occupant, FullJid session, Role role, Presence presence) {}
