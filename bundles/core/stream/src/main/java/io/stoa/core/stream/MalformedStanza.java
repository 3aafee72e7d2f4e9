package io.stoa.core.stream;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Answers what looks like a stanza and is none (RFC 6120 §8.3.1): the sender gets the error with as
 * much of its own addressing as is well-formed. Stateless.
 */
final class MalformedStanza {

    private static final Logger LOG = LoggerFactory.getLogger(MalformedStanza.class);

    private MalformedStanza() {}

    static void answer(Element element, StanzaError error, Session session) {
        Optional<Element> refusal = error.answer(element);
        if (refusal.isEmpty()) {
            LOG.debug("{} sent a malformed {}", session, element.attribute("type"));
            return;
        }
        Element answer = refusal.get().with("to", session.address().toString());
        Optional<Jid> to = address(element.attribute("to"));
        if (to.isPresent()) {
            answer = answer.with("from", to.get().toString());
        }
        try {
            session.deliver(Stanza.from(answer));
        } catch (StanzaException unanswerable) {
            // an iq without an id: nothing to refer to
            LOG.debug("{} sent what cannot even be refused", session);
        }
    }

    private static Optional<Jid> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Jid.parse(text));
        } catch (JidException malformed) {
            LOG.debug("not echoed: {}", malformed.getMessage());
            return Optional.empty();
        }
    }
}
