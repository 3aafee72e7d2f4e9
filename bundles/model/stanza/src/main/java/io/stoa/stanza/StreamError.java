package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;

/**
 * Why a stream is closed (RFC 6120 §4.9). Thread-safe.
 *
 * @param condition the defined condition
 * @param text a sentence for people, or ""
 * @param specific application-specific conditions (§4.9.4)
 */
public record StreamError(StreamCondition condition, String text, List<Element> specific) {

    /** The namespace of the defined conditions. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    /** Copies the list. */
    public StreamError {
        specific = List.copyOf(specific);
    }

    /**
     * Makes an error without a text.
     *
     * @param condition the defined condition
     */
    public static StreamError of(StreamCondition condition) {
        return new StreamError(condition, "", List.of());
    }

    /**
     * Makes an error with a text for people.
     *
     * @param condition the defined condition
     * @param text an English sentence
     */
    public static StreamError of(StreamCondition condition, String text) {
        return new StreamError(condition, text, List.of());
    }

    /** Returns this error with one more application-specific condition. */
    public StreamError with(Element detail) {
        return new StreamError(condition, text, Lists.append(specific, detail));
    }

    /** Returns the {@code <stream:error/>} element. */
    public Element toElement() {
        Element error =
                Element.of(
                        "http://etherx.jabber.org/streams",
                        "error",
                        Element.of(NAMESPACE, condition.element()));
        if (!text.isEmpty()) {
            error = error.with(Element.of(NAMESPACE, "text", new Text(text)));
        }
        for (Element detail : specific) {
            error = error.with(detail);
        }
        return error;
    }
}
