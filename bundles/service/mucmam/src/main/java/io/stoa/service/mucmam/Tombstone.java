package io.stoa.service.mucmam;

import io.stoa.archive.Retraction;
import io.stoa.jid.BareJid;
import io.stoa.muc.Occupant;
import io.stoa.stanza.Message;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a message that its author (XEP-0424 §5) or a moderator (XEP-0425 §4) has taken
 * back: who said it and when, and that it was taken back; nothing of what. Stateless.
 *
 * <pre>{@code
 * <message type='groupchat' from='play@conference.stoa.example/tybalt' id='m1'>
 *   <occupant-id xmlns='urn:xmpp:occupant-id:0' id='ZxX0…'/>
 *   <retracted xmlns='urn:xmpp:message-retract:1' id='r1' stamp='2026-07-17T05:30:00Z'>
 *     <moderated xmlns='urn:xmpp:message-moderate:1' by='play@conference.stoa.example/prince'/>
 *     <reason>Peace!</reason>
 *   </retracted>
 * </message>
 * }</pre>
 */
final class Tombstone {

    private static final String MODERATE = "urn:xmpp:message-moderate:1";
    private static final String OCCUPANT = "urn:xmpp:occupant-id:0";

    private Tombstone() {}

    /** Tells whether a message is one already. */
    static boolean is(Message message) {
        return message.payload(Retraction.NAMESPACE, "retracted").isPresent();
    }

    /**
     * Tells whether a retraction may be carried out: a moderator's comes from the room itself;
     * others retract what their own account has said, whatever it calls itself now, and whatever a
     * message claims about itself.
     */
    static boolean allowed(
            Retraction retraction, Optional<Occupant> sender, BareJid room, BareJid author) {
        return sender.isPresent()
                ? sender.get().account().equals(author)
                : moderated(retraction).isPresent()
                        && retraction.message().from().filter(room::equals).isPresent();
    }

    /** Returns the tombstone of a message. */
    static Message of(Message original, Retraction retraction, boolean byTheRoom, Instant now) {
        Element retracted = retraction.mark(now);
        if (byTheRoom) {
            retracted = retracted.withChildren(details(retraction));
        }
        List<Element> kept = new ArrayList<>();
        for (Element payload : original.payloads()) {
            if (payload.is(OCCUPANT, "occupant-id") || Speaker.isNote(payload)) {
                kept.add(payload);
            }
        }
        kept.add(retracted);
        return original.withPayloads(kept);
    }

    private static List<? extends Node> details(Retraction retraction) {
        return retract(retraction).stream()
                .flatMap(Element::elements)
                .filter(it -> it.is(MODERATE, "moderated") || it.local().equals("reason"))
                .toList();
    }

    private static Optional<Element> moderated(Retraction retraction) {
        return retract(retraction).flatMap(it -> it.child(MODERATE, "moderated"));
    }

    private static Optional<Element> retract(Retraction retraction) {
        return retraction.message().payload(Retraction.NAMESPACE, "retract");
    }
}
