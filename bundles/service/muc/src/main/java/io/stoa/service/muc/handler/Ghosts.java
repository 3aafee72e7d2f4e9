package io.stoa.service.muc.handler;

import io.stoa.jid.FullJid;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Farewell;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.List;

/** Removes who is not there any more (XEP-0045 §16.1.2, §11.1). Stateless. */
public final class Ghosts {

    private Ghosts() {}

    /** What was sent to somebody has come back. */
    static boolean bounced(Turn turn, Seat seat, FullJid who, Stanza error) {
        boolean lost = StanzaError.isUndelivered(error);
        if (lost) {
            Leaving.leave(turn, seat, Farewell.of(who, Notice.of(333)));
        }
        return lost;
    }

    /** A session has ended. */
    public static void gone(Turn turn, FullJid who) {
        turn.room()
                .seatOf(who)
                .ifPresent(seat -> Leaving.leave(turn, seat, Farewell.of(who, Notice.NONE)));
    }

    /**
     * Who did not come back after a restart leaves. Who is of elsewhere may not know that there was
     * one, and is told; what it has missed it cannot know either (§16.2).
     */
    public static void sweep(Turn turn) {
        for (FullJid stranded : turn.room().takeStranded()) {
            turn.room()
                    .seatOf(stranded)
                    .ifPresent(
                            seat ->
                                    Leaving.leave(
                                            turn, seat, Farewell.of(stranded, Notice.of(332))));
        }
        for (Seat seat : List.copyOf(turn.room().seats())) {
            for (FullJid session : seat.sessions()) {
                if (RoomLife.lost(turn.house(), session)) {
                    gone(turn, session);
                }
            }
        }
    }
}
