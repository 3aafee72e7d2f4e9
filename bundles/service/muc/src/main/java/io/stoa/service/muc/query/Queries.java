package io.stoa.service.muc.query;

import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.handler.Acting;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaException;

import java.util.Optional;

/** Requests to a room, by their namespaces. Stateless. */
public final class Queries {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private Queries() {}

    /**
     * Answers a request to a room itself.
     *
     * @throws StanzaException to answer with an error
     */
    public static void handle(Turn turn, IqRequest request, Jid from) {
        LiveRoom room = turn.room();
        if (room.locked() && !mayFinish(turn, from)) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        switch (request.payload().namespace()) {
            case Muc.ADMIN -> AdminQuery.handle(turn, request, from);
            case Muc.OWNER -> OwnerQuery.handle(turn, request, from);
            case Registration.NS -> turn.answer(Registration.handle(turn, request, from));
            case INFO -> turn.answer(RoomDisco.info(turn, request, from));
            case ITEMS -> turn.answer(RoomDisco.items(turn, request, from));
            case Relay.PING -> turn.answer(request.result());
            default -> {
                // what features keep for a room that never opens would be its next creator's
                if (room.locked()) {
                    throw Refusal.of(Condition.NOT_ALLOWED, "the room has to be configured first");
                }
                others(turn, request);
            }
        }
    }

    /** §10.1.1: who has created it, and the server, go on with it while it is locked. */
    private static boolean mayFinish(Turn turn, Jid from) {
        return turn.affiliation(from) == Affiliation.OWNER;
    }

    /** What other features answer. */
    private static void others(Turn turn, IqRequest request) {
        String namespace = request.payload().namespace();
        Optional<IqResponse> quick =
                turn.house()
                        .extensions()
                        .handlers()
                        .first(
                                turn.host(),
                                it -> it.namespace().equals(namespace) && it.takes(request),
                                it -> it.handle(request, new Acting(turn), turn.context()));
        if (quick.isPresent()) {
            // what it has sent before leaves when the leg is over, and the answer after that
            turn.context().send(quick.get());
        } else if (!Aside.answers(turn, request)) {
            throw Refusal.of(Condition.SERVICE_UNAVAILABLE);
        }
    }
}
