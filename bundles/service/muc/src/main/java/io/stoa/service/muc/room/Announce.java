package io.stoa.service.muc.room;

import io.stoa.muc.Role;
import io.stoa.service.muc.live.Guest;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Presence;

/** Tells everybody how somebody's presence is now. Stateless. */
public final class Announce {

    private Announce() {}

    /** Somebody has come, or is different: first the others are told, then who it is about. */
    public static void available(Turn turn, Seat seat, Notice others, Notice self) {
        toOthers(turn, seat, others);
        Presence own = Looks.available(turn, seat, true, self.and(110));
        turn.toSeat(seat, own);
    }

    /** As far as the room shows presence of the role at all (muc#roomconfig_presencebroadcast). */
    public static void toOthers(Turn turn, Seat seat, Notice notice) {
        LiveRoom room = turn.room();
        if (!room.settings().shows(seat.role())) {
            return;
        }
        Presence open = Looks.available(turn, seat, true, notice);
        Presence veiled = Looks.available(turn, seat, false, notice);
        for (Seat other : room.seats()) {
            if (other != seat) {
                turn.toSeat(other, room.sees(other) ? open : veiled);
            }
        }
    }

    /** A role or an affiliation has changed; {@code before} is the role as it was. */
    public static void changed(Turn turn, Seat seat, Role before, Notice notice) {
        LiveRoom room = turn.room();
        seat.forget();
        boolean hidden = room.settings().shows(before) && !room.settings().shows(seat.role());
        if (hidden) {
            unavailable(turn, seat, Farewell.of(seat.shownBy(), Notice.NONE));
        }
        available(turn, seat, notice, notice);
        if (!room.settings().nonAnonymous()
                && before != Role.MODERATOR
                && seat.role() == Role.MODERATOR) {
            unveil(turn, seat);
        }
        writeDown(turn, seat);
    }

    /** §8: a moderator sees real addresses: a new one is shown them. */
    private static void unveil(Turn turn, Seat moderator) {
        for (Seat other : turn.room().seats()) {
            if (other != moderator && turn.room().settings().shows(other.role())) {
                turn.toSeat(moderator, Looks.available(turn, other, true));
            }
        }
    }

    /** Others no longer see somebody. */
    public static void unavailable(Turn turn, Seat seat, Farewell farewell) {
        Presence open = Looks.gone(turn, seat, farewell.others(), true);
        Presence veiled = Looks.gone(turn, seat, farewell.others(), false);
        for (Seat other : turn.room().seats()) {
            if (other != seat) {
                turn.toSeat(other, turn.room().sees(other) ? open : veiled);
            }
        }
    }

    /** Keeps with the sessions where they are. */
    public static void writeDown(Turn turn, Seat seat) {
        House house = turn.house();
        seat.presences()
                .forEach(
                        (address, shown) -> {
                            house.sessions()
                                    .find(address)
                                    .ifPresent(
                                            it -> house.rooms().occupancies().put(it, seat, shown));
                            if (house.elsewhere(address)) {
                                house.guests()
                                        .enter(new Guest(seat.address(), address, seat.role()));
                            }
                        });
    }
}
