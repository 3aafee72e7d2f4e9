package io.stoa.net.uplink;

import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.UUID;

/** Asks whether the server is there (XEP-0199 §4.4); it answers even when it does not know that. */
final class Pings {

    private Pings() {}

    /** A ping from a component to the domain that it is under. */
    static Stanza to(String domain) {
        return Stanza.from(
                Element.of(Stanza.CLIENT, "iq", Element.of("urn:xmpp:ping", "ping"))
                        .with("type", "get")
                        .with("id", "uplink-" + UUID.randomUUID())
                        .with("from", domain)
                        .with("to", domain.substring(domain.indexOf('.') + 1)));
    }
}
