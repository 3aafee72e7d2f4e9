package io.stoa.muc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/**
 * What there is to know of a room. Valid for the call it was given to, and used by its thread only,
 * unless a method that gets it says more.
 */
@ProviderType
public interface RoomView {

    /** Returns the room's address. */
    BareJid address();

    /** Returns the values of a field of the room's configuration; empty when it has none. */
    List<String> setting(String field);

    /** Returns the first value of a field, "" when it has none. */
    default String value(String field) {
        List<String> values = setting(field);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Tells whether a field of type boolean says yes. */
    default boolean flag(String field) {
        return value(field).equals("1") || value(field).equals("true");
    }

    /** Returns an address's affiliation: that of its account. */
    Affiliation affiliation(Jid who);

    /** Returns who is in the room, in the order in which they came. */
    List<Occupant> occupants();

    /** Finds the occupant of a nickname, whatever its capitals. */
    Optional<Occupant> occupant(String nick);

    /** Finds the occupant behind a full JID. */
    Optional<Occupant> occupantOf(Jid session);

    /** Tells whether who is there may see real addresses: all, or moderators only (§3 Terms). */
    boolean nonAnonymous();
}
