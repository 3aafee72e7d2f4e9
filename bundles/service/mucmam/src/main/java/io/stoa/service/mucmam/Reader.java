package io.stoa.service.mucmam;

import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Role;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Somebody who may read a room's archive, and how much of it.
 *
 * @param address who
 * @param room the room
 * @param seesAll whether every real address may be seen
 */
record Reader(Jid address, RoomView room, boolean seesAll) {

    private static final String MEMBERS_ONLY = "muc#roomconfig_membersonly";
    private static final String PROTECTED = "muc#roomconfig_passwordprotectedroom";
    private static final String SECRET = "muc#roomconfig_roomsecret";

    /**
     * Lets somebody read who might enter the room now (XEP-0313 §6.1.2): not the banned, in a room
     * for members only members, in a room with a password who is inside and so knew it, and owners,
     * who set it.
     *
     * @throws StanzaException with {@code forbidden} (§8.1)
     */
    static Reader of(Jid who, RoomView room) {
        Affiliation affiliation = room.affiliation(who);
        Optional<Occupant> occupant = room.occupantOf(who);
        boolean banned = affiliation == Affiliation.OUTCAST;
        boolean stranger = room.flag(MEMBERS_ONLY) && !affiliation.atLeast(Affiliation.MEMBER);
        boolean password = room.flag(PROTECTED) && !room.value(SECRET).isEmpty();
        boolean knows = occupant.isPresent() || affiliation == Affiliation.OWNER;
        if (banned || stranger || (password && !knows)) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        boolean moderates = occupant.filter(it -> it.role() == Role.MODERATOR).isPresent();
        return new Reader(who, room, moderates || affiliation.atLeast(Affiliation.ADMIN));
    }

    /** Returns how messages look to it. */
    UnaryOperator<Message> view() {
        return Speaker.view(room, seesAll);
    }

    /**
     * §4.1.1: by whom a message is, only those may ask who may know it; everybody about themselves
     * and the room.
     */
    void mayLookFor(Jid speaker) {
        if (!speaker.resource().isEmpty() && speaker.bare().equals(room.address())) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.FEATURE_NOT_IMPLEMENTED,
                            "messages are found by the real address of who has sent them"));
        }
        boolean own = speaker.bare().equals(address.bare());
        if (!seesAll && !own && !speaker.equals(room.address())) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
    }
}
