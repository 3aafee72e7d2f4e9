package io.stoa.im.carbons;

import io.stoa.bus.Leg;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Hint;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.Optional;

/** Which messages are copied (XEP-0280 §6.1). Stateless. */
final class Eligibility {

    private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

    private Eligibility() {}

    /** Tells whether a message is copied that is no error: about those see {@link Exchanges}. */
    static boolean eligible(Message message, Leg leg) {
        // §9; and XEP-0334 §4.3
        if (message.isError() || isPrivate(message) || Hint.NO_COPY.in(message)) {
            return false;
        }
        if (message.type() == MessageType.GROUPCHAT) {
            return false;
        }
        if (invites(message)) {
            return true;
        }
        if (isPrivateInRoom(message, leg)) {
            // the room gives it to every resource that has joined
            return leg == Leg.SENT;
        }
        return message.type() == MessageType.CHAT
                || (message.type() == MessageType.NORMAL
                        && message.payload(Stanza.CLIENT, "body").isPresent())
                || message.payloads().stream().anyMatch(Eligibility::instantMessaging);
    }

    /** From an occupant of a room or to one (XEP-0045 §7.5). */
    private static boolean isPrivateInRoom(Message message, Leg leg) {
        Optional<Jid> occupant = leg == Leg.SENT ? message.to() : message.from();
        return occupant.filter(FullJid.class::isInstance).isPresent()
                && message.payload(MUC_USER, "x").isPresent();
    }

    static boolean isPrivate(Message message) {
        return message.payload(Carbons.NAMESPACE, "private").isPresent();
    }

    /** XEP-0249, and the mediated invitations of XEP-0045 §7.8.2. */
    private static boolean invites(Message message) {
        return message.payload("jabber:x:conference", "x").isPresent()
                || message.payload(MUC_USER, "x")
                        .filter(x -> x.child(MUC_USER, "invite").isPresent())
                        .isPresent();
    }

    /** The payloads that §6.1 names: XEP-0184, XEP-0085, XEP-0333. */
    private static boolean instantMessaging(Element payload) {
        return switch (payload.namespace()) {
            case "urn:xmpp:receipts",
                    "http://jabber.org/protocol/chatstates",
                    "urn:xmpp:chat-markers:0" ->
                    true;
            default -> false;
        };
    }
}
