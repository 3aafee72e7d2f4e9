package io.stoa.service.muc.query;

import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.handler.Leaving;
import io.stoa.service.muc.model.RoleChange;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.xml.Element;

/** One change of a role (XEP-0045 §8.2–8.5, §9.6–9.8). Stateless. */
final class RoleItem {

    private RoleItem() {}

    /**
     * Looks whether it is allowed.
     *
     * @return what does it
     */
    static Runnable of(Turn turn, Element item, Jid from, Answering answer) {
        Role wanted = AdminQuery.role(item);
        RoleChange.Standing actor = turn.standing(from);
        boolean may =
                actor.role() == Role.MODERATOR || actor.affiliation().atLeast(Affiliation.ADMIN);
        if (!may) {
            // who may not is not told who is there
            throw Refusal.of(Condition.FORBIDDEN);
        }
        Seat seat =
                turn.room()
                        .seat(item.attribute("nick"))
                        .orElseThrow(() -> Refusal.of(Condition.ITEM_NOT_FOUND));
        RoleChange.refused(actor, turn.standing(seat.shownBy()), wanted)
                .ifPresent(
                        condition -> {
                            throw Refusal.of(condition);
                        });
        return () -> apply(turn, seat, wanted, Reasons.of(turn, item, from), answer);
    }

    private static void apply(Turn turn, Seat seat, Role wanted, Reasons why, Answering answer) {
        if (wanted == Role.NONE) {
            Leaving.remove(turn, seat, why.notice(307), answer.take());
        } else if (wanted != seat.role()) {
            answer.take().ifPresent(turn::answer);
            Role before = seat.role();
            seat.role(wanted);
            Announce.changed(turn, seat, before, why.notice());
        }
    }
}
