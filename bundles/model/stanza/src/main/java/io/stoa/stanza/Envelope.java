package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the three kinds of stanza have in common (RFC 6120 §8.1). */
record Envelope(
        Optional<Jid> from, Optional<Jid> to, String id, String lang, List<Element> payloads) {

    Envelope {
        payloads = List.copyOf(payloads);
    }

    Envelope withFrom(Jid other) {
        return new Envelope(Optional.of(other), to, id, lang, payloads);
    }

    Envelope withTo(Jid other) {
        return new Envelope(from, Optional.of(other), id, lang, payloads);
    }

    Envelope withoutTo() {
        return new Envelope(from, Optional.empty(), id, lang, payloads);
    }

    Envelope withId(String other) {
        return new Envelope(from, to, other, lang, payloads);
    }

    Envelope with(Element payload) {
        return withPayloads(Lists.append(payloads, payload));
    }

    Envelope withPayloads(List<Element> others) {
        return new Envelope(from, to, id, lang, others);
    }

    /** The envelope of an answer: addresses swapped, the same id (§8.2.3, §8.3.1). */
    Envelope reply(List<Element> others) {
        return new Envelope(to, from, id, "", others);
    }

    /**
     * The envelope of an error: the offending payloads are not echoed, which §8.3.1 leaves free.
     */
    Envelope error(StanzaError error) {
        return reply(List.of(error.toElement()));
    }

    StanzaError error() {
        return payloads.stream()
                .filter(payload -> payload.is(Stanza.CLIENT, "error"))
                .findFirst()
                .map(StanzaError::from)
                .orElseGet(() -> StanzaError.of(Condition.UNDEFINED_CONDITION));
    }

    Element toElement(String local, String type) {
        List<Attribute> attributes = new ArrayList<>(5);
        from.ifPresent(jid -> attributes.add(Attribute.of("from", jid.toString())));
        to.ifPresent(jid -> attributes.add(Attribute.of("to", jid.toString())));
        if (!id.isEmpty()) {
            attributes.add(Attribute.of("id", id));
        }
        if (!type.isEmpty()) {
            attributes.add(Attribute.of("type", type));
        }
        if (!lang.isEmpty()) {
            attributes.add(new Attribute("http://www.w3.org/XML/1998/namespace", "lang", lang));
        }
        return Element.of(Stanza.CLIENT, local, attributes, payloads);
    }
}
