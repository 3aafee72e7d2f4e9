package io.stoa.service.muc.query;

import io.stoa.jid.Jid;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.xml.Element;

/**
 * Who changes something, and why. Immutable.
 *
 * @param actor the nickname, "" for who is not in the room
 * @param reason a sentence for people, or ""
 */
record Reasons(String actor, String reason) {

    static Reasons of(Turn turn, Element item, Jid from) {
        String reason = item.child(Muc.ADMIN, "reason").map(Element::text).orElse("");
        int limit = turn.house().limits().textLength();
        if (reason.length() > limit) {
            throw Refusal.of(
                    Condition.NOT_ACCEPTABLE,
                    "a reason may have " + limit + " characters, not more");
        }
        return new Reasons(turn.room().seatOf(from).map(Seat::nick).orElse(""), reason);
    }

    Notice notice(Integer... codes) {
        return Notice.because(actor, reason, codes);
    }
}
