package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.time.Instant;
import java.util.Optional;

/**
 * Says when a stanza was sent that arrives later (XEP-0203). Immutable and thread-safe.
 *
 * @param from who says so, empty when nobody is named
 * @param stamp when the stanza was sent originally
 * @param reason why it is late, a sentence for people, or ""
 */
public record Delay(Optional<Jid> from, Instant stamp, String reason) {

    /** The namespace. */
    public static final String NAMESPACE = "urn:xmpp:delay";

    /** Makes a delay that nobody in particular vouches for. */
    public static Delay of(Instant stamp) {
        return new Delay(Optional.empty(), stamp, "");
    }

    /** Makes a delay that somebody vouches for. */
    public static Delay of(Instant stamp, Jid from) {
        return new Delay(Optional.of(from), stamp, "");
    }

    /** Returns the {@code <delay/>} element (§2). */
    public Element toElement() {
        Element delay = Element.of(NAMESPACE, "delay");
        if (from.isPresent()) {
            delay = delay.with("from", from.get().toString());
        }
        delay = delay.with("stamp", DateTime.write(stamp));
        return reason.isEmpty() ? delay : delay.with(new Text(reason));
    }

    /** Reads a {@code <delay/>} element; empty when it has no valid stamp. */
    public static Optional<Delay> from(Element element) {
        return element.is(NAMESPACE, "delay")
                ? DateTime.read(element.attribute("stamp"))
                        .map(
                                stamp ->
                                        new Delay(
                                                Addresses.read(element.attribute("from")),
                                                stamp,
                                                element.text()))
                : Optional.empty();
    }
}
