package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** The wire form of {@link Presence}. */
record PresenceStanza(PresenceType type, Envelope envelope) implements Presence {

    private Presence with(Envelope changed) {
        return new PresenceStanza(type, changed);
    }

    @Override
    public Optional<Jid> from() {
        return envelope.from();
    }

    @Override
    public Optional<Jid> to() {
        return envelope.to();
    }

    @Override
    public String id() {
        return envelope.id();
    }

    @Override
    public String lang() {
        return envelope.lang();
    }

    @Override
    public List<Element> payloads() {
        return envelope.payloads();
    }

    @Override
    public String typeAttribute() {
        return type.wire();
    }

    @Override
    public boolean isError() {
        return type == PresenceType.ERROR;
    }

    @Override
    public Presence withFrom(Jid from) {
        return with(envelope.withFrom(from));
    }

    @Override
    public Presence withTo(Jid to) {
        return with(envelope.withTo(to));
    }

    @Override
    public Presence withoutTo() {
        return with(envelope.withoutTo());
    }

    @Override
    public Presence withId(String id) {
        return with(envelope.withId(id));
    }

    @Override
    public Presence with(Element payload) {
        return with(envelope.with(payload));
    }

    @Override
    public Presence withPayloads(List<Element> payloads) {
        return with(envelope.withPayloads(payloads));
    }

    @Override
    public Stanza toError(StanzaError error) {
        return new PresenceStanza(PresenceType.ERROR, envelope.error(error));
    }

    @Override
    public int priority() {
        return payload(CLIENT, "priority").map(PresenceStanza::number).orElse(0);
    }

    /** RFC 6121 §4.7.2.3: an integer between -128 and +127; what is not counts as 0. */
    private static int number(Element priority) {
        return isPriority(priority) ? Integer.parseInt(priority.text().strip()) : 0;
    }

    static boolean isPriority(Element priority) {
        String text = priority.text().strip();
        if (!text.matches("[+-]?[0-9]{1,3}")) {
            return false;
        }
        int value = Integer.parseInt(text);
        return value >= -128 && value <= 127;
    }

    @Override
    public Element toElement() {
        return envelope.toElement("presence", typeAttribute());
    }

    @Override
    public String toString() {
        return toElement().toString();
    }
}
