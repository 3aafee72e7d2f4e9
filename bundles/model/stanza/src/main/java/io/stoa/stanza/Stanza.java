package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A message, presence or iq stanza (RFC 6120 §8). Immutable and thread-safe: a change is a new
 * stanza. Inside the server the content namespace is always {@code jabber:client}.
 */
public sealed interface Stanza permits Message, Presence, Iq {

    /** The content namespace of every stanza inside the server (RFC 6120 §4.8.2). */
    String CLIENT = "jabber:client";

    /** Returns the sender, empty before the server has stamped it (§8.1.2). */
    Optional<Jid> from();

    /** Returns the intended recipient, empty for “my own account” (§8.1.1, §10.3). */
    Optional<Jid> to();

    /** Returns the identifier, "" when absent (§8.1.3). */
    String id();

    /** Returns the {@code xml:lang}, "" when absent (§8.1.5). */
    String lang();

    /** Returns the child elements in document order. */
    List<Element> payloads();

    /** Returns the value of the {@code type} attribute, "" when absent. */
    String typeAttribute();

    /** Tells whether this stanza reports an error (§8.3). */
    boolean isError();

    /** Returns the same stanza from another sender. */
    Stanza withFrom(Jid from);

    /** Returns the same stanza for another recipient. */
    Stanza withTo(Jid to);

    /** Returns the same stanza without a recipient. */
    Stanza withoutTo();

    /** Returns the same stanza with another identifier. */
    Stanza withId(String id);

    /** Returns the same stanza with one more payload at the end. */
    Stanza with(Element payload);

    /** Returns the same stanza with other payloads. */
    Stanza withPayloads(List<Element> payloads);

    /**
     * Returns the first payload of a name.
     *
     * @param namespace the payload's namespace
     * @param local its local name
     */
    default Optional<Element> payload(String namespace, String local) {
        for (Element payload : payloads()) {
            if (payload.is(namespace, local)) {
                return Optional.of(payload);
            }
        }
        return Optional.empty();
    }

    /** Returns the same stanza without the payloads that a predicate selects. */
    default Stanza without(Predicate<Element> which) {
        List<Element> kept = payloads().stream().filter(which.negate()).toList();
        return kept.size() == payloads().size() ? this : withPayloads(kept);
    }

    /**
     * Returns the error stanza that answers this one (§8.3.1): addresses swapped, the same id.
     * Never answer an error or an iq response with it; {@code core/bus} guards that rule.
     */
    Stanza toError(StanzaError error);

    /** Returns the element as it goes over the wire, in the namespace {@link #CLIENT}. */
    Element toElement();

    /** Tells whether an element is a stanza of any kind, by its name (§8). */
    static boolean isStanza(Element element) {
        return element.namespace().equals(CLIENT)
                && switch (element.local()) {
                    case "message", "presence", "iq" -> true;
                    default -> false;
                };
    }

    /**
     * Reads a stanza.
     *
     * @param element a message, presence or iq in the namespace {@link #CLIENT}
     * @throws StanzaException with {@code jid-malformed} for a bad address and {@code bad-request}
     *     for what breaks RFC 6120 §8.2.3 (an iq without id, of an unknown type, or a request
     *     without exactly one payload)
     */
    static Stanza from(Element element) {
        return StanzaReader.read(element);
    }
}
