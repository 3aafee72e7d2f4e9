package io.stoa.stanza;

import io.stoa.xml.Element;

import java.util.Optional;

/**
 * A stanza in another one (XEP-0297). Immutable and thread-safe.
 *
 * @param delay when the forwarder received it (§3.1), if it says so
 * @param stanza the stanza as it was, in the namespace {@link Stanza#CLIENT}
 */
public record Forwarded(Optional<Delay> delay, Element stanza) {

    /** The namespace. */
    public static final String NAMESPACE = "urn:xmpp:forward:0";

    /** Forwards a stanza. */
    public static Forwarded of(Stanza stanza) {
        return new Forwarded(Optional.empty(), stanza.toElement());
    }

    /** Forwards a stanza that was received at a moment. */
    public static Forwarded of(Delay delay, Stanza stanza) {
        return new Forwarded(Optional.of(delay), stanza.toElement());
    }

    /** Returns the {@code <forwarded/>} element (§3.1). */
    public Element toElement() {
        Element forwarded = Element.of(NAMESPACE, "forwarded");
        if (delay.isPresent()) {
            forwarded = forwarded.with(delay.get().toElement());
        }
        return forwarded.with(stanza);
    }

    /** Reads a {@code <forwarded/>} element; empty when there is no stanza in it. */
    public static Optional<Forwarded> from(Element element) {
        return element.is(NAMESPACE, "forwarded")
                ? element.elements()
                        .filter(Stanza::isStanza)
                        .findFirst()
                        .map(stanza -> new Forwarded(delay(element), stanza))
                : Optional.empty();
    }

    private static Optional<Delay> delay(Element forwarded) {
        return forwarded.child(Delay.NAMESPACE, "delay").flatMap(Delay::from);
    }
}
