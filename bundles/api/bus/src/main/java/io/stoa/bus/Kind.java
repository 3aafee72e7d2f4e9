package io.stoa.bus;

import io.stoa.stanza.Iq;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;

/** The kinds of stanza (RFC 6120 §8). */
public enum Kind {
    /** A message. */
    MESSAGE,
    /** A presence stanza. */
    PRESENCE,
    /** An iq. */
    IQ;

    /** Returns the kind of a stanza. */
    public static Kind of(Stanza stanza) {
        return switch (stanza) {
            case Message message -> MESSAGE;
            case Presence presence -> PRESENCE;
            case Iq iq -> IQ;
        };
    }
}
