package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Farewell;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Looks;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.IqResponse;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** Somebody leaves, or is removed (XEP-0045 §7.14, §8.2, §9.1, §11.1). Stateless. */
public final class Leaving {

    private Leaving() {}

    /** One session leaves; the seat is empty with the last one. */
    static void leave(Turn turn, Seat seat, Farewell farewell) {
        LiveRoom room = turn.room();
        boolean shown = seat.shownBy().equals(farewell.session());
        turn.to(farewell.session(), Looks.gone(turn, seat, farewell.own(), true));
        if (room.leave(seat, farewell.session())) {
            if (shown) {
                Announce.available(turn, seat, Notice.NONE, Notice.NONE);
            }
            forget(turn, farewell.session());
            return;
        }
        room.leaves(seat);
        if (room.settings().shows(seat.role())) {
            Announce.unavailable(turn, seat, farewell);
        }
        // not before: who is not told for a crash in between is told after it
        forget(turn, farewell.session());
        RoomLife.afterLeaving(turn, seat);
    }

    /**
     * Everybody under a nickname is removed.
     *
     * @param answer what the remover is told after those who are removed and before the others, as
     *     §8.2 has it
     */
    public static void remove(Turn turn, Seat seat, Notice notice, Optional<IqResponse> answer) {
        LiveRoom room = turn.room();
        Farewell farewell = Farewell.of(seat.shownBy(), notice);
        List<FullJid> sessions = seat.sessions();
        turn.toSeat(seat, Looks.gone(turn, seat, farewell.own(), true));
        room.remove(seat);
        room.voices().forget(seat.account());
        answer.ifPresent(turn::answer);
        if (room.settings().shows(seat.role())) {
            Announce.unavailable(turn, seat, farewell);
        }
        sessions.forEach(session -> forget(turn, session));
        RoomLife.afterLeaving(turn, seat);
    }

    /** The room is gone: each occupant is told so once (§10.9). */
    static void destroyed(Turn turn, Element destroy) {
        for (Seat seat : List.copyOf(turn.room().seats())) {
            turn.toSeat(seat, Looks.destroyed(turn, seat, destroy));
            seat.sessions().forEach(session -> forget(turn, session));
            turn.room().remove(seat);
        }
    }

    private static void forget(Turn turn, FullJid address) {
        House house = turn.house();
        BareJid room = turn.room().address();
        house.sessions()
                .find(address)
                .ifPresent(session -> house.rooms().occupancies().remove(session, room));
        if (house.elsewhere(address)) {
            house.guests().leave(room, address);
        }
    }
}
