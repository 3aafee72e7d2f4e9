package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** A presence stanza (RFC 6120 §8.2.2, RFC 6121 §3, §4). Immutable and thread-safe. */
public non-sealed interface Presence extends Stanza {

    /** Returns the type. */
    PresenceType type();

    /** Returns the priority, -128 to +127; 0 when absent or not a number (RFC 6121 §4.7.2.3). */
    int priority();

    @Override
    Presence withFrom(Jid from);

    @Override
    Presence withTo(Jid to);

    @Override
    Presence withoutTo();

    @Override
    Presence with(Element payload);

    @Override
    Presence withPayloads(List<Element> payloads);

    /** Makes a presence stanza without addresses, id and payloads. */
    static Presence of(PresenceType type) {
        return of(type, List.of());
    }

    /** Makes a presence stanza without addresses and id. */
    static Presence of(PresenceType type, List<Element> payloads) {
        return new PresenceStanza(
                type, new Envelope(Optional.empty(), Optional.empty(), "", "", payloads));
    }
}
