package io.stoa.bus;

import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

/** What becomes of a stanza that a {@link StanzaInterceptor} has seen. Immutable. */
public sealed interface Verdict {

    /** It goes on, perhaps changed. */
    record Pass(Stanza stanza) implements Verdict {}

    /**
     * The sender is told an error; an error or an iq response is dropped instead (RFC 6120 §8.3.1).
     */
    record Refuse(StanzaError error) implements Verdict {}

    /** Nobody is told; the reason is logged at DEBUG. */
    record Drop(String reason) implements Verdict {}
}
