package io.stoa.service.muc.handler;

import io.stoa.jid.FullJid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Privilege;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Looks;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;

/** An occupant takes another nickname (XEP-0045 §7.6), with all its sessions. Stateless. */
final class Renaming {

    private Renaming() {}

    /** Renames; false when the nickname that is asked for is the present one after all. */
    static boolean renames(Turn turn, Seat seat, Presence presence, String asked) {
        LiveRoom room = turn.room();
        String nick = Nicks.shown(asked, turn.house().limits().nickLength());
        if (nick.equals(seat.nick())) {
            return false;
        }
        allow(turn, seat, nick);
        rename(turn, seat, nick, !nick.equals(asked));
        if (presence.from().orElse(room.address()) instanceof FullJid from) {
            room.join(seat, from, presence);
        }
        Notice own = nick.equals(asked) ? Notice.NONE : Notice.of(210);
        Announce.available(turn, seat, Notice.NONE, own);
        return true;
    }

    private static void allow(Turn turn, Seat seat, String nick) {
        LiveRoom room = turn.room();
        if (!Privilege.CHANGE_NICK.of(seat.role())) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        String reserved = room.memberships().own(seat.account()).nick();
        if (room.settings().lockedNicks() && !reserved.isEmpty() && !reserved.equals(nick)) {
            throw Refusal.of(Condition.NOT_ACCEPTABLE);
        }
        Entering.free(room, nick, seat.account());
        if (room.seat(nick).filter(it -> it != seat).isPresent()) {
            // another session of the same account sits there
            throw Refusal.of(Condition.CONFLICT);
        }
        if (!seat.mayRename(turn.now())) {
            throw Refusal.tooMany("nicknames");
        }
    }

    private static void rename(Turn turn, Seat seat, String nick, boolean modified) {
        LiveRoom room = turn.room();
        Notice moved = Notice.of(303);
        if (room.settings().shows(seat.role())) {
            Presence open = Looks.renamed(turn, seat, nick, true, moved);
            Presence veiled = Looks.renamed(turn, seat, nick, false, moved);
            for (Seat other : room.seats()) {
                if (other != seat) {
                    turn.toSeat(other, room.sees(other) ? open : veiled);
                }
            }
        }
        Notice own = modified ? moved.and(110).and(210) : moved.and(110);
        turn.toSeat(seat, Looks.renamed(turn, seat, nick, true, own));
        room.rename(seat, room.address().with(nick));
    }
}
