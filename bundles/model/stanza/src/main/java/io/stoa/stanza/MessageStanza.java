package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** The wire form of {@link Message}. */
record MessageStanza(MessageType type, Envelope envelope) implements Message {

    private Message with(Envelope changed) {
        return new MessageStanza(type, changed);
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
        return type == MessageType.NORMAL ? "" : type.wire();
    }

    @Override
    public boolean isError() {
        return type == MessageType.ERROR;
    }

    @Override
    public Message withFrom(Jid from) {
        return with(envelope.withFrom(from));
    }

    @Override
    public Message withTo(Jid to) {
        return with(envelope.withTo(to));
    }

    @Override
    public Message withoutTo() {
        return with(envelope.withoutTo());
    }

    @Override
    public Message withId(String id) {
        return with(envelope.withId(id));
    }

    @Override
    public Message with(Element payload) {
        return with(envelope.with(payload));
    }

    @Override
    public Message withPayloads(List<Element> payloads) {
        return with(envelope.withPayloads(payloads));
    }

    @Override
    public Stanza toError(StanzaError error) {
        return new MessageStanza(MessageType.ERROR, envelope.error(error));
    }

    @Override
    public Element toElement() {
        return envelope.toElement("message", typeAttribute());
    }

    @Override
    public String toString() {
        return toElement().toString();
    }
}
