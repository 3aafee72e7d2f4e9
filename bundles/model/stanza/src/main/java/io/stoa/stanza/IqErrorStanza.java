package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** The wire form of {@link IqError}. */
record IqErrorStanza(Envelope envelope) implements IqError {

    private IqError with(Envelope changed) {
        return new IqErrorStanza(changed);
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
        return "error";
    }

    @Override
    public boolean isError() {
        return true;
    }

    @Override
    public IqError withFrom(Jid from) {
        return with(envelope.withFrom(from));
    }

    @Override
    public IqError withTo(Jid to) {
        return with(envelope.withTo(to));
    }

    @Override
    public IqError withoutTo() {
        return with(envelope.withoutTo());
    }

    @Override
    public IqError withId(String id) {
        return with(envelope.withId(id));
    }

    @Override
    public IqError with(Element payload) {
        return with(envelope.with(payload));
    }

    @Override
    public IqError withPayloads(List<Element> payloads) {
        return with(envelope.withPayloads(payloads));
    }

    @Override
    public Stanza toError(StanzaError error) {
        return new IqErrorStanza(envelope.error(error));
    }

    @Override
    public StanzaError error() {
        return envelope.error();
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
