package io.stoa.muc;

import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * Tells something to who has entered a room, after its own presence and before the history
 * (XEP-0045 §7.1). In the room's lane.
 */
@ConsumerType
public interface RoomGreeting {

    /** Returns what the newcomer is sent from the room's bare JID. */
    List<Stanza> greet(Occupant newcomer, RoomView room);
}
