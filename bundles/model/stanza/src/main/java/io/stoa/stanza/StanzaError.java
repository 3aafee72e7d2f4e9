package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a stanza was not processed (RFC 6120 §8.3). Thread-safe.
 *
 * @param type what the sender may do about it
 * @param condition the defined condition
 * @param text a sentence for people, or ""
 * @param specific application-specific conditions (§8.3.4)
 */
public record StanzaError(
        ErrorType type, Condition condition, String text, List<Element> specific) {

    /** The namespace of the defined conditions. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private static final Set<Condition> UNDELIVERED =
            EnumSet.of(
                    Condition.GONE,
                    Condition.ITEM_NOT_FOUND,
                    Condition.RECIPIENT_UNAVAILABLE,
                    Condition.REDIRECT,
                    Condition.REMOTE_SERVER_NOT_FOUND,
                    Condition.REMOTE_SERVER_TIMEOUT,
                    Condition.SERVICE_UNAVAILABLE);

    /** Copies the list. */
    public StanzaError {
        specific = List.copyOf(specific);
    }

    /** Makes an error of the condition's usual type. */
    public static StanzaError of(Condition condition) {
        return new StanzaError(condition.usual(), condition, "", List.of());
    }

    /** Makes an error of the condition's usual type with a sentence for people. */
    public static StanzaError of(Condition condition, String text) {
        return new StanzaError(condition.usual(), condition, text, List.of());
    }

    /** Makes an error of another than the condition's usual type. */
    public static StanzaError of(ErrorType type, Condition condition, String text) {
        return new StanzaError(type, condition, text, List.of());
    }

    /** Returns this error with one more application-specific condition. */
    public StanzaError with(Element detail) {
        return new StanzaError(type, condition, text, Lists.append(specific, detail));
    }

    /** Returns the {@code <error/>} element (§8.3.2). */
    public Element toElement() {
        Element error =
                Element.of(Stanza.CLIENT, "error", Element.of(NAMESPACE, condition.element()))
                        .with("type", type.wire());
        if (!text.isEmpty()) {
            error = error.with(Element.of(NAMESPACE, "text", new Text(text)));
        }
        for (Element detail : specific) {
            error = error.with(detail);
        }
        return error;
    }

    /**
     * Reads an {@code <error/>} element. What is missing or unknown becomes {@code
     * undefined-condition}, for an error must never cause another (§8.3.1).
     */
    public static StanzaError from(Element error) {
        Condition condition =
                error.elements()
                        .filter(child -> child.namespace().equals(NAMESPACE))
                        .map(child -> Condition.of(child.local()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(Condition.UNDEFINED_CONDITION);
        ErrorType type = ErrorType.of(error.attribute("type")).orElse(condition.usual());
        String text = error.child(NAMESPACE, "text").map(Element::text).orElse("");
        List<Element> specific =
                error.elements().filter(child -> !child.namespace().equals(NAMESPACE)).toList();
        return new StanzaError(type, condition, text, specific);
    }

    /**
     * Tells whether an error stanza says that what it answers could not be delivered, so that who
     * was addressed is not there any more (XEP-0045 §16.1.2).
     */
    public static boolean isUndelivered(Stanza stanza) {
        return stanza.payload(Stanza.CLIENT, "error")
                .map(StanzaError::from)
                .filter(it -> UNDELIVERED.contains(it.condition()))
                .isPresent();
    }

    /**
     * Returns this as the answer to what looks like a stanza and is none, without addresses; empty
     * when it must not be answered (RFC 6120 §8.3.1).
     */
    public Optional<Element> answer(Element malformed) {
        String type = malformed.attribute("type");
        if (type.equals("error") || type.equals("result")) {
            return Optional.empty();
        }
        Element answer =
                Element.of(Stanza.CLIENT, malformed.local(), toElement()).with("type", "error");
        return Optional.of(
                malformed.hasAttribute("id")
                        ? answer.with("id", malformed.attribute("id"))
                        : answer);
    }
}
