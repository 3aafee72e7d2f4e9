package io.stoa.service.mucmam;

import io.stoa.jid.FullJid;
import io.stoa.muc.Occupant;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Message;
import io.stoa.xml.Element;

import java.util.function.UnaryOperator;

/**
 * Who has said something, as it is kept with a message and shown to those who may know (XEP-0313
 * §6.1.2): the real address, the affiliation and the role of that moment. Stateless.
 */
final class Speaker {

    private static final String USER = "http://jabber.org/protocol/muc#user";

    /** XEP-0045 §15.6.2: everybody in the room may see the real address. */
    private static final Element OPEN = Element.of(USER, "status").with("code", "100");

    private Speaker() {}

    /** Returns the session that speaks, as far as the room tells. */
    static FullJid address(Occupant speaker) {
        return speaker.sessions().getFirst();
    }

    /** Writes down who speaks, and whether all could see that. */
    static Message noted(Message message, Occupant speaker, RoomView room) {
        Element item =
                Element.of(USER, "item")
                        .with("affiliation", speaker.affiliation().wire())
                        .with("role", speaker.role().wire())
                        .with("jid", address(speaker).toString());
        Element x =
                room.nonAnonymous()
                        ? Element.of(USER, "x", item, OPEN)
                        : Element.of(USER, "x", item);
        return hidden(message).with(x);
    }

    /** How those see a message who see nobody's real address. */
    static Message hidden(Message message) {
        return (Message) message.without(Speaker::isNote);
    }

    /** How those see it who may see every real address. */
    static Message revealed(Message message) {
        return message.withPayloads(
                message.payloads().stream().map(it -> isNote(it) ? bare(it) : it).toList());
    }

    /**
     * How those see it who may see what everybody in the room sees: an address that was hidden when
     * the message was sent stays hidden when the room is configured otherwise later.
     */
    static Message asItWas(Message message) {
        boolean open =
                message.payload(USER, "x")
                        .flatMap(it -> it.child(USER, "status"))
                        .filter(OPEN::equals)
                        .isPresent();
        return open ? revealed(message) : hidden(message);
    }

    /** Returns how an asker sees messages. */
    static UnaryOperator<Message> view(RoomView room, boolean seesAll) {
        if (seesAll) {
            return Speaker::revealed;
        }
        return room.nonAnonymous() ? Speaker::asItWas : Speaker::hidden;
    }

    static boolean isNote(Element payload) {
        return payload.is(USER, "x");
    }

    private static Element bare(Element x) {
        return x.withChildren(x.elements().filter(it -> it.is(USER, "item")).toList());
    }
}
