package io.stoa.service.muc;

import io.stoa.bus.Context;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.muc.room.House;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/**
 * A session has ended: its rooms are told, whether its client or {@code im/presence} has taken back
 * its presence or not. The rooms are in their lanes, so it goes to them as a message of the
 * server's own. Stateless.
 */
final class Goodbye {

    private static final String NS = "stoa:muc";

    private Goodbye() {}

    static Message to(BareJid room, String server, FullJid session) {
        Element gone = Element.of(NS, "gone").with("session", session.toString());
        return Message.of(MessageType.NORMAL, List.of(gone))
                .withFrom(BareJid.ofDomain(server))
                .withTo(room);
    }

    /** Brings a room into memory, which looks for itself who is not there any more. */
    static Message lookAround(BareJid room, String server) {
        return Message.of(MessageType.NORMAL, List.of(Element.of(NS, "look")))
                .withFrom(BareJid.ofDomain(server))
                .withTo(room);
    }

    /** Tells whether that is all that a room shall do; only the server itself may say so. */
    static boolean looks(House house, Message message, Jid from, Context context) {
        return ours(house, from, context) && message.payload(NS, "look").isPresent();
    }

    /** Who is gone; only the server itself may say so. */
    static Optional<FullJid> of(House house, Message message, Jid from, Context context) {
        return ours(house, from, context)
                ? message.payload(NS, "gone").map(it -> FullJid.parse(it.attribute("session")))
                : Optional.empty();
    }

    /** An account was removed. */
    static Message removed(BareJid room, BareJid account) {
        Element removed = Element.of(NS, "removed").with("account", account.toString());
        return Message.of(MessageType.NORMAL, List.of(removed))
                .withFrom(BareJid.ofDomain(account.domain()))
                .withTo(room);
    }

    /** Which account was removed; only the server itself may say so. */
    static Optional<BareJid> removed(House house, Message message, Jid from, Context context) {
        return ours(house, from, context)
                ? message.payload(NS, "removed").map(it -> BareJid.parse(it.attribute("account")))
                : Optional.empty();
    }

    private static boolean ours(House house, Jid from, Context context) {
        return from instanceof BareJid bare
                && bare.local().isEmpty()
                && context.session().isEmpty()
                && house.domains().serves(bare.domain());
    }
}
