package io.stoa.archive;

import io.stoa.stanza.DateTime;
import io.stoa.stanza.Message;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The wish that an earlier message be forgotten (XEP-0424). Immutable.
 *
 * @param message the message that carries it
 * @param target the id of the message that is meant
 */
public record Retraction(Message message, String target) {

    /** The namespace. */
    public static final String NAMESPACE = "urn:xmpp:message-retract:1";

    private static final String EARLIER = "urn:xmpp:message-retract:0";
    private static final String FASTEN = "urn:xmpp:fasten:0";
    private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

    /** Finds the retraction in a message. */
    public static Optional<Retraction> in(Message message) {
        return message.payload(NAMESPACE, "retract")
                // COMPAT(slixmpp 1.8 and others of 2022, Debian 13): XEP-0424 0.3 by XEP-0422
                .or(() -> message.payload(FASTEN, "apply-to").filter(Retraction::retracts))
                .map(element -> element.attribute("id"))
                .filter(id -> !id.isEmpty())
                .map(id -> new Retraction(message, id));
    }

    private static boolean retracts(Element applied) {
        return applied.child(EARLIER, "retract").isPresent();
    }

    /**
     * Tells whether a message may be retracted by this: by whom it was sent (§5), and unless it is
     * a tombstone already or itself a retraction, which has to stay for those who come later.
     */
    public boolean covers(Message original) {
        return original.id().equals(target)
                && sameSender(original)
                && original.payload(NAMESPACE, "retracted").isEmpty()
                && in(original).isEmpty();
    }

    /** Occupants of a room share its bare address: among them the full one counts (§5). */
    private boolean sameSender(Message original) {
        boolean occupants =
                message.payload(MUC_USER, "x").isPresent()
                        || original.payload(MUC_USER, "x").isPresent();
        return occupants
                ? message.from().equals(original.from())
                : message.from().map(it -> it.bare()).equals(original.from().map(it -> it.bare()));
    }

    /** Returns what is kept instead of a message: who, to whom, when; nothing of what (§4). */
    public Message tombstone(Message original, Instant now) {
        return original.withPayloads(List.of(mark(now)));
    }

    /** Returns what says in a tombstone when, and by which message, it became one (§4). */
    public Element mark(Instant now) {
        return Element.of(NAMESPACE, "retracted")
                .with("id", message.id())
                .with("stamp", DateTime.write(now));
    }
}
