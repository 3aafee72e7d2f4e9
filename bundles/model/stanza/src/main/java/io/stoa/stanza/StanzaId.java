package io.stoa.stanza;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.Optional;

/**
 * The name that an account, a room or a service has given to a stanza (XEP-0359 §2.1). Immutable
 * and thread-safe.
 *
 * @param id the name, unique and stable within {@code by}
 * @param by who gave it
 */
public record StanzaId(String id, Jid by) {

    /** The namespace. */
    public static final String NAMESPACE = "urn:xmpp:sid:0";

    /** Returns the {@code <stanza-id/>} element. */
    public Element toElement() {
        return Element.of(NAMESPACE, "stanza-id").with("by", by.toString()).with("id", id);
    }

    /** Returns the name that somebody has given to a stanza. */
    public static Optional<StanzaId> of(Stanza stanza, BareJid by) {
        return stanza.payloads().stream()
                .filter(payload -> isBy(payload, by))
                .findFirst()
                .map(payload -> new StanzaId(payload.attribute("id"), by));
    }

    /**
     * Returns the stanza without what claims to be somebody's name for it, however the address is
     * written (§3, rule 2).
     */
    public static Stanza strip(Stanza stanza, BareJid by) {
        return stanza.without(payload -> isBy(payload, by));
    }

    private static boolean isBy(Element payload, BareJid by) {
        return payload.is(NAMESPACE, "stanza-id")
                && Addresses.read(payload.attribute("by")).filter(by::equals).isPresent();
    }
}
