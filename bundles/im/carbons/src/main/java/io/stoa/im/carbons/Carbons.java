package io.stoa.im.carbons;

import io.stoa.session.Session;
import io.stoa.stanza.Forwarded;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;

/** The words of XEP-0280. Stateless. */
final class Carbons {

    static final String NAMESPACE = "urn:xmpp:carbons:2";

    /** Whether a session wants copies; also put there by who enables them otherwise (XEP-0386). */
    static final Session.Key<Boolean> ENABLED =
            new Session.Key<>("im.carbons.enabled", Boolean.class);

    private Carbons() {}

    static boolean enabled(Session session) {
        return session.get(ENABLED).isPresent();
    }

    /** The sessions of an account that want copies. */
    static List<Session> wanting(List<Session> sessions) {
        // asked for every message, and mostly there is one session that wants none
        List<Session> wanting = new ArrayList<>(0);
        for (Session session : sessions) {
            if (enabled(session)) {
                wanting.add(session);
            }
        }
        return wanting;
    }

    /** Tells whether an element is what a server wraps a copy in. */
    static boolean wraps(Element payload) {
        return payload.namespace().equals(NAMESPACE)
                && (payload.local().equals("sent") || payload.local().equals("received"));
    }

    /** Tells whether somebody has wrapped a copy himself. */
    static boolean forged(Stanza stanza) {
        for (Element payload : stanza.payloads()) {
            if (wraps(payload)) {
                return true;
            }
        }
        return false;
    }

    /** What a copy has in it, the same for every recipient. */
    static Element wrap(String direction, Message original) {
        return Element.of(NAMESPACE, direction, Forwarded.of(original).toElement());
    }

    /** §7, §8: of the same type, from the account, to the resource. */
    static Stanza copy(Message original, Element wrapped, Session to) {
        return Message.of(original.type(), List.of(wrapped))
                .withFrom(to.address().bare())
                .withTo(to.address());
    }
}
