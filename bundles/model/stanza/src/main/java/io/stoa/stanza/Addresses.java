package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;

import java.util.Optional;

/** Reads addresses that others wrote into payloads. Stateless. */
final class Addresses {

    private Addresses() {}

    /** Reads an address; empty for a text that is none. */
    static Optional<Jid> read(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Jid.parse(text));
        } catch (JidException none) {
            return Optional.empty();
        }
    }
}
