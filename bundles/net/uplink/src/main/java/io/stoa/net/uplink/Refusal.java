package io.stoa.net.uplink;

import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Optional;

/** The server has ended the stream with an error. */
final class Refusal extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final StreamCondition condition;

    private Refusal(StreamCondition condition, String text) {
        super(condition.element() + (text.isEmpty() ? "" : " (" + text + ")"));
        this.condition = condition;
    }

    /** Reads {@code <stream:error/>} (RFC 6120 §4.9). */
    static Refusal of(Element error) {
        Optional<StreamCondition> known =
                Arrays.stream(StreamCondition.values())
                        .filter(it -> error.child(StreamError.NAMESPACE, it.element()).isPresent())
                        .findFirst();
        String text = error.child(StreamError.NAMESPACE, "text").map(Element::text).orElse("");
        // what a server says goes to a log and a terminal
        String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return new Refusal(
                known.orElse(StreamCondition.UNDEFINED_CONDITION),
                plain.substring(0, Math.min(200, plain.length())));
    }

    StreamCondition condition() {
        return condition;
    }
}
