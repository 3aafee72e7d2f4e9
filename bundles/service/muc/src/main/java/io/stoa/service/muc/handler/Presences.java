package io.stoa.service.muc.handler;

import io.stoa.bus.Context;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Farewell;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/**
 * Presence that arrives for a room or an occupant (XEP-0045 §7.2, §7.6, §7.7, §7.14). Stateless.
 */
public final class Presences {

    private Presences() {}

    /** Handles presence from a full JID. */
    public static void handle(House house, Presence presence, FullJid from, Context context) {
        BareJid address = context.self();
        Optional<LiveRoom> room = RoomLife.find(house, address);
        if (presence.type() == PresenceType.AVAILABLE) {
            available(house, presence, from, context, room);
        } else if (room.isPresent()) {
            // §15.3: nothing else is a request to enter or to leave
            Turn turn = new Turn(house, room.get(), context);
            Optional<Seat> seat = room.get().seatOf(from);
            if (presence.type() == PresenceType.UNAVAILABLE) {
                seat.ifPresent(it -> unavailable(turn, it, presence, from));
            } else if (presence.type() == PresenceType.ERROR) {
                seat.ifPresent(it -> Ghosts.bounced(turn, it, from, presence));
            }
        }
    }

    private static void available(
            House house,
            Presence presence,
            FullJid from,
            Context context,
            Optional<LiveRoom> known) {
        Jid to = presence.to().orElse(context.self());
        boolean joins = presence.payload(Muc.NS, "x").isPresent();
        if (to.resource().isEmpty()) {
            // §7.2.2: without a nickname there is no place for it
            throw Refusal.of(Condition.JID_MALFORMED);
        }
        if (known.isEmpty() && joins) {
            LiveRoom made = RoomLife.create(house, context.self(), from.bare());
            first(new Turn(house, made, context), presence, from);
            return;
        }
        Optional<Seat> seat = known.flatMap(room -> room.seatOf(from));
        if (known.isPresent() && (seat.isPresent() || joins)) {
            known(new Turn(house, known.get(), context), seat, presence, from, joins);
        } else {
            context.send(notHere(to, from));
        }
    }

    private static void known(
            Turn turn, Optional<Seat> seat, Presence presence, FullJid from, boolean joins) {
        String nick = presence.to().map(Jid::resource).orElse("");
        if (seat.isEmpty()) {
            Entering.enter(turn, presence, from, false);
        } else if (!seat.get().nick().equals(nick)
                && Renaming.renames(turn, seat.get(), presence, nick)) {
            Announce.writeDown(turn, seat.get());
            presence.payload(Muc.NS, "x")
                    .ifPresent(join -> Entering.synchronize(turn, join, from, seat.get()));
        } else if (joins) {
            Entering.again(turn, presence, from, seat.get());
        } else {
            changed(turn, seat.get(), presence, from);
        }
    }

    /** A room whose creator cannot enter it is none. */
    private static void first(Turn turn, Presence presence, FullJid from) {
        boolean entered = false;
        try {
            Entering.enter(turn, presence, from, true);
            entered = true;
        } finally {
            if (!entered) {
                turn.house().rooms().remove(turn.room().address());
            }
        }
    }

    /** §7.7. */
    private static void changed(Turn turn, Seat seat, Presence presence, FullJid from) {
        if (!seat.maySpeak(turn.now())) {
            // §13.6: rapid changes cost everybody in the room
            throw Refusal.tooMany("changes of presence");
        }
        turn.room().join(seat, from, presence);
        Announce.available(turn, seat, Notice.NONE, Notice.NONE);
        Announce.writeDown(turn, seat);
    }

    private static void unavailable(Turn turn, Seat seat, Presence presence, FullJid from) {
        Leaving.leave(
                turn,
                seat,
                new Farewell(from, presence.id(), Muc.bare(presence).payloads(), Notice.NONE));
    }

    /** §7.2.17: who takes itself for an occupant is told that it is none. */
    private static Presence notHere(Jid occupant, FullJid who) {
        Element item =
                Element.of(Muc.USER, "item").with("affiliation", "none").with("role", "none");
        Element x = Muc.x(item, Muc.status(110), Muc.status(307), Muc.status(333));
        return Presence.of(PresenceType.UNAVAILABLE, List.of(x)).withFrom(occupant).withTo(who);
    }

    /** Answers presence with an error, as far as that is due; the bus sees to that. */
    public static void refuse(Presence presence, StanzaError error, Context context) {
        if (presence.type() == PresenceType.AVAILABLE) {
            context.send(presence.toError(error));
        }
    }
}
