package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** The wire form of {@link IqResult}. */
record IqResultStanza(Envelope envelope) implements IqResult {

    private IqResult with(Envelope changed) {
        return new IqResultStanza(changed);
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
        return "result";
    }

    @Override
    public boolean isError() {
        return false;
    }

    @Override
    public IqResult withFrom(Jid from) {
        return with(envelope.withFrom(from));
    }

    @Override
    public IqResult withTo(Jid to) {
        return with(envelope.withTo(to));
    }

    @Override
    public IqResult withoutTo() {
        return with(envelope.withoutTo());
    }

    @Override
    public IqResult withId(String id) {
        return with(envelope.withId(id));
    }

    @Override
    public IqResult with(Element payload) {
        return with(envelope.with(payload));
    }

    @Override
    public IqResult withPayloads(List<Element> payloads) {
        return with(envelope.withPayloads(payloads));
    }

    @Override
    public Stanza toError(StanzaError error) {
        return new IqErrorStanza(envelope.error(error));
    }

    @Override
    public Element toElement() {
        return envelope.toElement("iq", typeAttribute());
    }

    @Override
    public String toString() {
        return toElement().toString();
    }
}
