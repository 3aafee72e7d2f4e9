package io.stoa.service.muc.handler;

import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** Messages that arrive for a room or an occupant. Stateless. */
public final class Messages {

    private Messages() {}

    /**
     * Handles a message from a full JID.
     *
     * @throws StanzaException when it cannot be passed on
     */
    public static void handle(Turn turn, Message message, FullJid from) {
        LiveRoom room = turn.room();
        String nick = message.to().map(Jid::resource).orElse("");
        if (message.isError()) {
            error(turn, message, from, nick);
            return;
        }
        if (room.locked() && room.seatOf(from).isEmpty()) {
            // §15.2: it does not exist yet
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        if (!nick.isEmpty()) {
            Whispers.handle(turn, message, from, nick);
        } else if (message.type() == MessageType.GROUPCHAT) {
            Speech.handle(turn, message, from);
        } else {
            toRoom(turn, message, from);
        }
    }

    private static void error(Turn turn, Message message, FullJid from, String nick) {
        if (nick.isEmpty()) {
            bounced(turn, message, from);
            turn.room().seatOf(from).ifPresent(seat -> Ghosts.bounced(turn, seat, from, message));
        } else {
            Whispers.error(turn, message, from, nick);
        }
    }

    /** What the room itself has sent to somebody has come back. */
    public static void bounced(Turn turn, Message message, Jid from) {
        if (message.to().map(Jid::resource).orElse("").isEmpty()
                && StanzaError.isUndelivered(message)) {
            Invitations.undelivered(turn, from);
        }
    }

    /** What is meant for the room itself. */
    private static void toRoom(Turn turn, Message message, FullJid from) {
        Optional<Element> x = message.payload(Muc.USER, "x");
        List<Element> invites =
                x.map(it -> it.elements(Muc.USER, "invite").toList()).orElse(List.of());
        Optional<Element> decline = x.flatMap(it -> it.child(Muc.USER, "decline"));
        Optional<Element> form = message.payload(DataForm.NAMESPACE, "x");
        if (!invites.isEmpty()) {
            Invitations.invite(turn, invites, message, from);
        } else if (decline.isPresent()) {
            Invitations.decline(turn, decline.get(), from);
        } else if (form.isPresent()) {
            Requests.handle(turn, DataForm.read(form.get()), from);
        } else {
            // §15.2: improperly typed
            throw Refusal.of(
                    turn.room().seatOf(from).isPresent()
                            ? Condition.BAD_REQUEST
                            : Condition.NOT_ACCEPTABLE);
        }
    }
}
