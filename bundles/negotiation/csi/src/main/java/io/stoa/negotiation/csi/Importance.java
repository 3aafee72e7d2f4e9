package io.stoa.negotiation.csi;

import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Iq;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/**
 * Tells what can wait (XEP-0352 §3.2). Everything that is not known to be unimportant is important.
 * Immutable.
 *
 * @param presence whether presence can wait
 * @param chatStates whether chat states can
 * @param events whether events can
 */
record Importance(boolean presence, boolean chatStates, boolean events) {

    /** What makes another stanza of the same obsolete. */
    private record Sender(String what, Jid jid) {}

    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final String CARBONS = "urn:xmpp:carbons:2";
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String EVENT = "http://jabber.org/protocol/pubsub#event";

    /** What may stand beside a chat state without making it more than one. */
    private static final List<String> ASIDE =
            List.of(CHAT_STATES, "urn:xmpp:hints", "urn:xmpp:sid:0", "urn:xmpp:delay");

    /**
     * Returns what a stanza has to be held under when it can wait.
     *
     * @return empty when it is important; otherwise equal for stanzas of which only the last counts
     */
    Optional<Object> unimportant(Stanza stanza, Session session) {
        return switch (stanza) {
            case Iq iq -> Optional.empty();
            case Presence news ->
                    presence && canWait(news, session) ? of("presence", news) : none();
            case Message message -> message(message);
        };
    }

    private static Optional<Object> none() {
        return Optional.empty();
    }

    private static Optional<Object> of(String what, Stanza stanza) {
        return stanza.from().map(jid -> new Sender(what, jid));
    }

    /** Requests and errors want an answer; the client's own presence is one. */
    private static boolean canWait(Presence news, Session session) {
        boolean state =
                news.type() == PresenceType.AVAILABLE || news.type() == PresenceType.UNAVAILABLE;
        return state && news.from().filter(session.address()::equals).isEmpty();
    }

    private Optional<Object> message(Message message) {
        if (message.isError()) {
            return none();
        }
        if (chatStates && onlyChatState(message.payloads())) {
            return of("chat state", message);
        }
        if (chatStates && copyOfChatState(message)) {
            // each of another conversation; there are few
            return Optional.of(message);
        }
        boolean event =
                events
                        && message.type() == MessageType.HEADLINE
                        && message.payloads().size() == 1
                        && message.payloads().getFirst().is(EVENT, "event");
        // of several events none makes another obsolete that is of another node
        return event ? Optional.of(message) : none();
    }

    private static boolean onlyChatState(List<Element> payloads) {
        boolean state = false;
        for (Element payload : payloads) {
            boolean thread = payload.is(Stanza.CLIENT, "thread");
            if (!thread && !ASIDE.contains(payload.namespace())) {
                return false;
            }
            state |= payload.namespace().equals(CHAT_STATES);
        }
        return state;
    }

    private static boolean copyOfChatState(Message message) {
        return message.payloads().stream()
                .filter(it -> it.namespace().equals(CARBONS))
                .flatMap(it -> it.elements(FORWARD, "forwarded"))
                .flatMap(it -> it.elements(Stanza.CLIENT, "message"))
                .anyMatch(it -> onlyChatState(it.elements().toList()));
    }
}
