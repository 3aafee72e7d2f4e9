package io.stoa.service.muc.room;

import io.stoa.bus.Context;
import io.stoa.im.BlockLists;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.RoleChange.Standing;
import io.stoa.service.muc.model.Seat;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.time.Instant;
import java.util.Optional;

/**
 * One stanza's turn in a room. Whoever is in the room and connected here is sent to at once, so
 * that all see the same order: that of the lane. Valid for the passage only.
 *
 * @param house what all rooms share
 * @param room the room
 * @param context the passage
 */
public record Turn(House house, LiveRoom room, Context context) {

    /** Returns what time it is. */
    public Instant now() {
        return house.clock().instant();
    }

    /** Returns the domain of ours to which the room belongs. */
    public String host() {
        return house.host(room.address().domain());
    }

    /**
     * Tells whether the room is still there: who removes the last occupant of a temporary one ends
     * it, and what is written down after that would be the next room's of the same name.
     */
    public boolean live() {
        return house.rooms().find(room.address()).filter(it -> it == room).isPresent();
    }

    /** Sends to a session; {@code from} is set. */
    public void to(FullJid address, Stanza stanza) {
        Optional<Session> session = house.sessions().find(address);
        if (session.isPresent()) {
            // a queue, never a wait: a slow reader loses its stream, nobody else notices
            if (!blocks(address, stanza)) {
                session.get().deliver(stanza.withTo(address));
            }
        } else if (!house.domains().serves(address.domain())) {
            context.send(stanza.withTo(address));
        }
    }

    /** XEP-0191 §3.3: what passes no guard here must not reach who has blocked the occupant. */
    private boolean blocks(FullJid address, Stanza stanza) {
        Optional<BlockLists> lists = house.blocks().get();
        return lists.isPresent()
                && stanza.from()
                        .filter(from -> lists.get().blocks(address.bare(), from))
                        .isPresent();
    }

    /** Answers at once whoever is connected here, so that the answer keeps its place. */
    public void answer(Stanza answer) {
        if (answer.to().orElse(room.address()) instanceof FullJid full
                && house.sessions().find(full).isPresent()) {
            to(full, answer);
        } else {
            context.send(answer);
        }
    }

    /** Answers with an error, along the path: others may be owed a copy. */
    public void refuse(Stanza stanza, StanzaError error) {
        context.send(stanza.toError(error));
    }

    /** Sends to every session of a seat. */
    public void toSeat(Seat seat, Stanza stanza) {
        for (FullJid session : seat.sessions()) {
            to(session, stanza);
        }
    }

    /** Sends to everybody. */
    public void toAll(Stanza stanza) {
        for (Seat seat : room.seats()) {
            for (FullJid session : seat.presences().keySet()) {
                to(session, stanza);
            }
        }
    }

    /** Returns an address's affiliation; the server's own is that of an owner. */
    public Affiliation affiliation(Jid who) {
        return house.isServer(who.bare(), room.address().domain()) && who.resource().isEmpty()
                ? Affiliation.OWNER
                : room.affiliation(who);
    }

    /** Returns where somebody stands. */
    public Standing standing(Jid who) {
        Role role = room.seatOf(who).map(Seat::role).orElse(Role.NONE);
        Affiliation affiliation = affiliation(who);
        boolean server = affiliation == Affiliation.OWNER && role == Role.NONE;
        return new Standing(affiliation, server ? Role.MODERATOR : role);
    }

    /** Returns a seat as others know it. */
    public Occupant occupant(Seat seat) {
        return seat.occupant(room.affiliation(seat.account()));
    }
}
