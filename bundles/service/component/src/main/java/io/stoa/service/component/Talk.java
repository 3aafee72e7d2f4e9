package io.stoa.service.component;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.PeerStream;
import io.stoa.stream.StreamException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One component's stream: first the handshake, then stanzas from any address of its domain and no
 * other (XEP-0114 §3).
 */
final class Talk implements PeerProtocol.Conversation {

    static final Element HANDSHAKE = Element.of(Stanza.CLIENT, "handshake");

    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private final ComponentProtocol protocol;
    private final PeerStream stream;
    // there after the handshake
    private @Nullable Link link;

    Talk(ComponentProtocol protocol, PeerStream stream) {
        this.protocol = protocol;
        this.stream = stream;
    }

    @Override
    public void received(Element element) {
        Link present = link;
        if (present == null) {
            handshake(element);
        } else if (Stanza.isStanza(element)) {
            stanza(element, present);
        } else {
            throw new StreamException(
                    StreamCondition.UNSUPPORTED_STANZA_TYPE, "stanzas only, after the handshake");
        }
    }

    private void handshake(Element element) {
        if (!element.name().equals(HANDSHAKE.name())) {
            throw new StreamException(
                    StreamCondition.NOT_AUTHORIZED, "the handshake comes before everything else");
        }
        try {
            link = protocol.admit(stream, element.text());
        } catch (StreamException refused) {
            LOG.warn(
                    "a component for {} from {} is refused: {}",
                    stream.domain(),
                    stream.origin(),
                    refused.getMessage());
            throw refused;
        }
        protocol.extensions().connected(stream.domain());
        LOG.info("component {} is connected from {}", stream.domain(), stream.origin());
    }

    private void stanza(Element element, Link present) {
        checkAddresses(element);
        present.count();
        Stanza stanza;
        try {
            stanza = Stanza.from(element);
        } catch (StanzaException malformed) {
            refuse(element, malformed.error());
            return;
        }
        protocol.carry(stanza, stream.domain());
    }

    /** XEP-0114 §3 and RFC 6120 §8.1: as between servers, on pain of the stream. */
    private void checkAddresses(Element element) {
        if (element.attribute("to").isEmpty() || element.attribute("from").isEmpty()) {
            throw new StreamException(
                    StreamCondition.IMPROPER_ADDRESSING, "a stanza needs a 'to' and a 'from'");
        }
        if (!own(element.attribute("from"))) {
            throw new StreamException(
                    StreamCondition.INVALID_FROM, "'from' is of " + stream.domain() + " only");
        }
    }

    private boolean own(String from) {
        try {
            return Jid.parse(from).domain().equals(stream.domain());
        } catch (JidException malformed) {
            LOG.debug("not an address: {}", malformed.getMessage());
            return false;
        }
    }

    @Override
    public void skipped(Element start, StanzaError error) {
        checkAddresses(start);
        refuse(start, error);
    }

    /** Answers what is no stanza with as much of its own addressing as it has. */
    private void refuse(Element element, StanzaError error) {
        error.answer(element)
                .map(it -> it.with("to", element.attribute("from")))
                .map(it -> it.with("from", sender(element.attribute("to"))))
                .ifPresent(stream::write);
    }

    /** An address that is none is not echoed: the component itself is told by its own. */
    private String sender(String to) {
        try {
            return Jid.parse(to).toString();
        } catch (JidException malformed) {
            LOG.debug("not echoed: {}", malformed.getMessage());
            return stream.domain();
        }
    }

    @Override
    public void ended() {
        Link present = link;
        if (present != null) {
            protocol.left(stream, present);
            LOG.info("component {} has left", stream.domain());
        }
    }
}
