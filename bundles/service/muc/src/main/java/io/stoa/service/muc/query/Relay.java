package io.stoa.service.muc.query;

import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Requests from one occupant to another, without either learning the other's address (XEP-0045
 * §15.4), and pings to oneself, which the room answers (XEP-0410 §3.2). Stateless.
 */
public final class Relay {

    static final String PING = "urn:xmpp:ping";

    /** What is asked of accounts rather than of clients (RFC 6120 §10.3.3). */
    private static final Set<String> OF_ACCOUNTS =
            Set.of("vcard-temp", "http://jabber.org/protocol/pubsub");

    private Relay() {}

    /** Tells whether a request is a ping. */
    public static boolean pings(IqRequest request) {
        return request.payload().is(PING, "ping");
    }

    /**
     * Passes a request on.
     *
     * @throws StanzaException when it cannot be
     */
    public static void request(Turn turn, IqRequest request, Jid from, String nick) {
        LiveRoom room = turn.room();
        Optional<Seat> sender = room.seatOf(from);
        boolean info = request.payload().namespace().contains("/disco#");
        if (sender.isEmpty()) {
            // §6.6; XEP-0410 §3.1: whoever is not in the room learns so
            throw Refusal.of(info ? Condition.BAD_REQUEST : Condition.NOT_ACCEPTABLE);
        }
        Seat other = room.seat(nick).orElseThrow(() -> Refusal.of(Condition.ITEM_NOT_FOUND));
        if (other == sender.get() && pings(request)) {
            turn.answer(request.result());
            return;
        }
        if (!sender.get().maySpeak(turn.now())) {
            throw Refusal.tooMany("requests");
        }
        String id = UUID.randomUUID().toString();
        room.relayed().put(id, new LiveRoom.Relayed((FullJid) from, request.id(), other.address()));
        Jid target =
                OF_ACCOUNTS.contains(request.payload().namespace())
                        ? other.account()
                        : other.shownBy();
        turn.context().send(request.withFrom(sender.get().address()).withTo(target).withId(id));
    }

    /** Brings an answer back. */
    public static void response(Turn turn, IqResponse response, Jid from) {
        Optional<LiveRoom.Relayed> asked = turn.room().relayed().take(response.id());
        asked.ifPresent(
                it -> {
                    Stanza answer =
                            response.withFrom(it.other()).withTo(it.session()).withId(it.id());
                    turn.context().send(answer);
                });
    }
}
