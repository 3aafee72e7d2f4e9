package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** The wire form of {@link IqSet}. */
record IqSetStanza(Envelope envelope) implements IqSet {

    private IqSet with(Envelope changed) {
        return new IqSetStanza(changed);
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
        return "set";
    }

    @Override
    public boolean isError() {
        return false;
    }

    @Override
    public IqSet withFrom(Jid from) {
        return with(envelope.withFrom(from));
    }

    @Override
    public IqSet withTo(Jid to) {
        return with(envelope.withTo(to));
    }

    @Override
    public IqSet withoutTo() {
        return with(envelope.withoutTo());
    }

    @Override
    public IqSet withId(String id) {
        return with(envelope.withId(id));
    }

    @Override
    public IqSet with(Element payload) {
        return with(envelope.with(payload));
    }

    @Override
    public IqSet withPayloads(List<Element> payloads) {
        return with(envelope.withPayloads(payloads));
    }

    @Override
    public Stanza toError(StanzaError error) {
        return error(error);
    }

    @Override
    public Element payload() {
        return envelope.payloads().getFirst();
    }

    @Override
    public IqResponse result(Element... payload) {
        return new IqResultStanza(envelope.reply(List.of(payload)));
    }

    @Override
    public IqResponse error(StanzaError error) {
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
