package io.stoa.net.uplink;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Brings in what the server sends: it is for our domain and from another, or nobody sees it. Used
 * by the thread that reads, which waits until a stanza is taken.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final String domain;
    private final StanzaBus bus;
    private final Consumer<Stanza> back;
    private final AtomicLong count = new AtomicLong();

    /**
     * Makes one.
     *
     * @param back takes answers to what is no stanza
     */
    Arrivals(String domain, StanzaBus bus, Consumer<Stanza> back) {
        this.domain = domain;
        this.bus = bus;
        this.back = back;
    }

    long count() {
        return count.get();
    }

    void take(Element element) {
        if (!Stanza.isStanza(element)) {
            LOG.debug("the server sent <{}/>, which is no stanza", element.local());
            return;
        }
        Stanza stanza;
        try {
            stanza = Stanza.from(element);
        } catch (StanzaException malformed) {
            refuse(element, malformed.error());
            return;
        }
        if (!isForUs(stanza.from(), stanza.to())) {
            LOG.debug(
                    "the server sent a {} from “{}” to “{}”, which is not for {} from elsewhere",
                    element.local(),
                    element.attribute("from"),
                    element.attribute("to"),
                    domain);
            return;
        }
        count.incrementAndGet();
        bus.send(stanza);
    }

    private boolean isForUs(Optional<Jid> from, Optional<Jid> to) {
        return to.filter(it -> it.domain().equals(domain)).isPresent()
                && from.filter(it -> !it.domain().equals(domain)).isPresent();
    }

    private static Optional<Jid> address(String address) {
        try {
            return address.isEmpty() ? Optional.empty() : Optional.of(Jid.parse(address));
        } catch (JidException malformed) {
            LOG.debug("not an address: {}", malformed.getMessage());
            return Optional.empty();
        }
    }

    /** Answers what is no stanza, or too long for one, if its addresses can be used. */
    void refuse(Element element, StanzaError error) {
        if (!isForUs(address(element.attribute("from")), address(element.attribute("to")))) {
            return;
        }
        try {
            error.answer(element)
                    .map(it -> it.with("to", element.attribute("from")))
                    .map(it -> it.with("from", element.attribute("to")))
                    .map(Stanza::from)
                    .ifPresent(back);
        } catch (StanzaException unanswerable) {
            // an iq without an id: nothing to refer to
            LOG.debug("the server sent what cannot even be refused");
        }
    }
}
