package io.stoa.muc;

import io.stoa.stanza.Presence;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds to what an occupant's presence shows, or takes off what it claims, in the room's lane. Asked
 * whenever that presence, the role or the affiliation changes, not for each who sees it.
 */
@ConsumerType
public interface RoomPresence {

    /**
     * Returns the presence as it shall be seen.
     *
     * @param presence from the occupant JID, available or not, without what the room itself adds
     */
    Presence show(Presence presence, Occupant occupant, RoomView room);
}
