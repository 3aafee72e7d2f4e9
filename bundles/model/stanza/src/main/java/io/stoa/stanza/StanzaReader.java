package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the three kinds of stanza from elements (RFC 6120 §8). Stateless. */
final class StanzaReader {

    private StanzaReader() {}

    static Stanza read(Element element) {
        return switch (element.local()) {
            case "message" ->
                    new MessageStanza(MessageType.of(element.attribute("type")), envelope(element));
            case "presence" -> presence(element);
            case "iq" -> iq(element);
            default -> throw bad("not a stanza");
        };
    }

    /** RFC 6121 §4.7.2.3: what has a priority that is none is refused before anybody acts on it. */
    private static Presence presence(Element element) {
        Presence presence = new PresenceStanza(presenceType(element), envelope(element));
        boolean sound =
                presence.payloads().stream()
                        .filter(payload -> payload.is(Stanza.CLIENT, "priority"))
                        .allMatch(PresenceStanza::isPriority);
        if (!sound) {
            throw bad("a priority is a whole number from -128 to 127");
        }
        return presence;
    }

    private static PresenceType presenceType(Element element) {
        return PresenceType.of(element.attribute("type"))
                .orElseThrow(() -> bad("unknown presence type"));
    }

    private static Iq iq(Element element) {
        Envelope envelope = envelope(element);
        if (envelope.id().isEmpty()) {
            throw bad("an iq needs an id");
        }
        return switch (element.attribute("type")) {
            case "get" -> new IqGetStanza(onePayload(envelope));
            case "set" -> new IqSetStanza(onePayload(envelope));
            case "result" -> new IqResultStanza(result(envelope));
            case "error" -> new IqErrorStanza(envelope);
            default -> throw bad("unknown iq type");
        };
    }

    private static Envelope onePayload(Envelope envelope) {
        if (envelope.payloads().size() != 1) {
            throw bad("an iq request has exactly one payload");
        }
        return envelope;
    }

    private static Envelope result(Envelope envelope) {
        if (envelope.payloads().size() > 1) {
            throw bad("an iq result has at most one payload");
        }
        return envelope;
    }

    private static Envelope envelope(Element element) {
        return new Envelope(
                address(element, "from"),
                address(element, "to"),
                element.attribute("id"),
                element.attribute("http://www.w3.org/XML/1998/namespace", "lang"),
                payloads(element));
    }

    /** A loop: of every stanza, most of which have one. */
    private static List<Element> payloads(Element element) {
        List<Element> payloads = new ArrayList<>(element.children().size());
        for (Node child : element.children()) {
            if (child instanceof Element payload) {
                payloads.add(payload);
            }
        }
        return payloads;
    }

    private static Optional<Jid> address(Element element, String attribute) {
        if (!element.hasAttribute(attribute)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.parse(element.attribute(attribute)));
        } catch (JidException malformed) {
            throw new StanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, "'" + attribute + "' is no address"));
        }
    }

    private static StanzaException bad(String why) {
        return new StanzaException(StanzaError.of(Condition.BAD_REQUEST, why));
    }
}
