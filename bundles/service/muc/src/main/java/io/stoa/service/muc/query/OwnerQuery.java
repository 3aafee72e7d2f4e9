package io.stoa.service.muc.query;

import io.stoa.jid.Jid;
import io.stoa.service.muc.handler.RoomLife;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.room.Addresses;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;
import java.util.Optional;

/** The configuration and the end of a room (XEP-0045 §10.1, §10.2, §10.9). Stateless. */
final class OwnerQuery {

    private OwnerQuery() {}

    static void handle(Turn turn, IqRequest request, Jid from) {
        if (!Power.CONFIGURE.of(turn.affiliation(from))) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        Element query = request.payload();
        if (!query.is(Muc.OWNER, "query")) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        switch (request) {
            case IqGet get ->
                    turn.answer(
                            get.result(
                                    Element.of(Muc.OWNER, "query", ConfigForm.of(turn).element())));
            case IqSet set -> set(turn, set, query, from);
        }
    }

    private static void set(Turn turn, IqSet set, Element query, Jid from) {
        Optional<Element> destroy = query.child(Muc.OWNER, "destroy");
        if (destroy.isPresent()) {
            RoomLife.destroy(turn, told(turn, destroy.get()));
            turn.answer(set.result());
            return;
        }
        DataForm form = DataForm.in(query).orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
        switch (form.type()) {
            case CANCEL -> {
                turn.answer(set.result());
                if (turn.room().locked()) {
                    // §10.1.3: no configuration, no room
                    RoomLife.destroy(turn, Element.of(Muc.USER, "destroy"));
                }
            }
            case SUBMIT -> submit(turn, set, form, from);
            default -> throw Refusal.of(Condition.BAD_REQUEST);
        }
    }

    private static void submit(Turn turn, IqSet set, DataForm form, Jid from) {
        boolean opens = turn.room().locked();
        if (opens) {
            RoomLife.mayOpen(turn, from);
        }
        Runnable change = ConfigChange.of(turn, form, from);
        if (opens) {
            RoomLife.open(turn);
        }
        turn.answer(set.result());
        change.run();
    }

    /** What the occupants are told: the alternate venue, its password, and the reason. */
    private static Element told(Turn turn, Element destroy) {
        Element told = Element.of(Muc.USER, "destroy");
        String venue = destroy.attribute("jid");
        if (!venue.isEmpty()) {
            told = told.with("jid", Addresses.bare(venue).toString());
        }
        int limit = turn.house().limits().textLength();
        for (String local : List.of("password", "reason")) {
            String text = destroy.child(Muc.OWNER, local).map(Element::text).orElse("");
            if (text.length() > limit) {
                throw Refusal.of(
                        Condition.NOT_ACCEPTABLE,
                        "a text may have " + limit + " characters, not more");
            }
            if (!text.isEmpty()) {
                told = told.with(Element.of(Muc.USER, local, new Text(text)));
            }
        }
        return told;
    }
}
