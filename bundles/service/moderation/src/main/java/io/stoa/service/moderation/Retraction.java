package io.stoa.service.moderation;

import io.stoa.jid.BareJid;
import io.stoa.muc.Occupant;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.Room;
import io.stoa.stanza.DateTime;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message says of another that is to be forgotten (XEP-0424). Immutable.
 *
 * @param message the message that carries it
 * @param element its {@code <retract/>}
 */
record Retraction(Message message, Element element) {

    static final String NS = "urn:xmpp:message-retract:1";
    static final String MODERATE = "urn:xmpp:message-moderate:1";
    static final String OCCUPANT_ID = "urn:xmpp:occupant-id:0";

    /** Finds the retraction in a message. */
    static Optional<Retraction> in(Message message) {
        return message.payload(NS, "retract").map(it -> new Retraction(message, it));
    }

    /** The stable id of the message that is meant (XEP-0424 §5.1). */
    String target() {
        return element.attribute("id");
    }

    /** Tells whether it claims to be a moderator's, which only the room may say (XEP-0425 §5). */
    boolean moderated() {
        return element.child(MODERATE, "moderated").isPresent();
    }

    /**
     * Tells whether somebody has written a message: the account behind it counts, not the nickname,
     * which may have been another's when the message was written (XEP-0424 §5).
     */
    static boolean wrote(OccupantIds ids, Room room, Occupant who, Message original) {
        return original.payload(OCCUPANT_ID, "occupant-id")
                .map(it -> it.attribute("id"))
                .filter(ids.of(room.address(), who.account())::equals)
                .isPresent();
    }

    /** Tells whether nothing is left of a message. */
    static boolean isTombstone(Message original) {
        return original.payload(NS, "retracted").isPresent();
    }

    /**
     * Tells whether a message can be retracted: one of an occupant's, but not a retraction, which
     * has to stay for those who come later (XEP-0424 §5).
     */
    static boolean retractable(Message original, BareJid room) {
        boolean occupants =
                original.from().filter(from -> !from.equals(room)).isPresent()
                        && original.payload(Stanza.CLIENT, "subject").isEmpty();
        return occupants && in(original).isEmpty();
    }

    /**
     * What is kept instead of a message: who has written it and when, nothing of what (XEP-0424 §4,
     * XEP-0425 §4).
     */
    Message tombstone(Message original, Instant now) {
        List<Element> told = element.elements().toList();
        Element retracted =
                Element.of(NS, "retracted", told.toArray(Element[]::new))
                        .with("id", message.id())
                        .with("stamp", DateTime.write(now));
        Stanza bare =
                original.without(
                        it ->
                                !it.is(OCCUPANT_ID, "occupant-id")
                                        && !it.is(Delay.NAMESPACE, "delay")
                                        && !it.is(StanzaId.NAMESPACE, "stanza-id"));
        return (Message) bare.with(retracted);
    }
}
