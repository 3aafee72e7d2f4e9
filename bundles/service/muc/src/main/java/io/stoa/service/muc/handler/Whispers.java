package io.stoa.service.muc.handler;

import io.stoa.jid.FullJid;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Privilege;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StanzaId;
import io.stoa.xml.Element;

import java.util.List;

/** Private messages from one occupant to another (XEP-0045 §7.5). Stateless. */
final class Whispers {

    private Whispers() {}

    /**
     * Handles a message to an occupant JID.
     *
     * @throws StanzaException when it cannot be passed on
     */
    static void handle(Turn turn, Message message, FullJid from, String nick) {
        LiveRoom room = turn.room();
        if (message.type() == MessageType.GROUPCHAT) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        Seat sender = room.seatOf(from).orElseThrow(() -> Refusal.of(Condition.NOT_ACCEPTABLE));
        Seat recipient = room.seat(nick).orElseThrow(() -> Refusal.of(Condition.ITEM_NOT_FOUND));
        if (!Privilege.WHISPER.of(sender.role())
                || !room.settings().whisper(sender.role(), recipient.role())) {
            throw Refusal.of(Condition.FORBIDDEN, "private messages are not allowed here");
        }
        if (!sender.maySpeak(turn.now())) {
            throw Refusal.tooMany("messages");
        }
        Message clean = (Message) StanzaId.strip(Muc.bare(message), room.address());
        Message addressed = clean.withFrom(sender.address()).withTo(recipient.address());
        Message passed = Speech.whispered(turn, addressed, sender, recipient);
        deliver(turn, recipient, passed.with(Element.of(Muc.USER, "x")));
    }

    /** An error that an occupant sends to another, about something of theirs. */
    static void error(Turn turn, Message raw, FullJid from, String nick) {
        // what else is in it would pass any policy: an error is no way to write to somebody
        Message error = (Message) raw.without(it -> !it.is(Stanza.CLIENT, "error"));
        turn.room()
                .seatOf(from)
                .filter(sender -> !Ghosts.bounced(turn, sender, from, error))
                .filter(sender -> sender.maySpeak(turn.now()))
                .ifPresent(
                        sender ->
                                turn.room()
                                        .seat(nick)
                                        .ifPresent(
                                                it ->
                                                        deliver(
                                                                turn,
                                                                it,
                                                                error.withFrom(sender.address()))));
    }

    /**
     * §7.2.8: to all sessions. One goes along the path, so that the account's archive has the
     * message once; the others get it at once.
     */
    private static void deliver(Turn turn, Seat recipient, Message message) {
        List<FullJid> sessions = recipient.sessions();
        turn.context().send(message.withTo(sessions.getFirst()));
        sessions.stream().skip(1).forEach(session -> turn.to(session, message));
    }
}
