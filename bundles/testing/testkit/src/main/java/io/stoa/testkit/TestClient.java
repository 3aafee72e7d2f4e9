package io.stoa.testkit;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.FullJid;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.SessionRegistry;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client at the end of the whole path, without a network: what it sends is carried on the calling
 * thread, so that everything has arrived when {@link #send} returns. Not thread-safe.
 */
public final class TestClient implements Outlet {

    private final StanzaBus bus;
    private final SessionRegistry registry;
    private final Session session;
    private final List<Element> received = new ArrayList<>();
    private Optional<StreamError> closed = Optional.empty();

    /** Connects a client to a bus. */
    public static TestClient of(StanzaBus bus, SessionRegistry registry, FullJid address) {
        return new TestClient(bus, registry, address);
    }

    private TestClient(StanzaBus bus, SessionRegistry registry, FullJid address) {
        this.bus = bus;
        this.registry = registry;
        this.session = registry.open(address, this);
    }

    /** Returns the full JID. */
    public FullJid address() {
        return session.address();
    }

    /** Returns the session. */
    public Session session() {
        return session;
    }

    /** Sends a stanza, written as XML; the namespace {@code jabber:client} may be left out. */
    public void send(String xml) {
        Element element = Xml.parse(xml, Stanza.CLIENT);
        Stanza stanza;
        try {
            stanza = Stanza.from(element);
        } catch (StanzaException malformed) {
            refuse(element, malformed.error());
            return;
        }
        send(stanza);
    }

    /** What a stream answers to what is no stanza (RFC 6120 §8.3.1). */
    private void refuse(Element element, StanzaError error) {
        session.deliver(
                Stanza.from(
                        Element.of(Stanza.CLIENT, element.local(), error.toElement())
                                .with("type", "error")
                                .with("to", session.address().toString())
                                .with("id", element.attribute("id"))));
    }

    /** Sends a stanza. */
    public void send(Stanza stanza) {
        bus.passage(stanza, session).advance(true);
    }

    /** Takes the first stanza received that was not taken yet. */
    public Optional<Element> take() {
        return received.isEmpty() ? Optional.empty() : Optional.of(received.removeFirst());
    }

    /** Returns what was received and not taken. */
    public List<Element> received() {
        return List.copyOf(received);
    }

    /** Ends the session as a stream does that is closed. */
    public void disconnect() {
        if (closed.isEmpty()) {
            send(Presence.of(PresenceType.UNAVAILABLE));
        }
        registry.close(session);
    }

    /** Returns why the server closed the stream. */
    public Optional<StreamError> closed() {
        return closed;
    }

    @Override
    public void write(Stanza stanza) {
        if (closed.isEmpty()) {
            received.add(stanza.toElement());
        }
    }

    @Override
    public void close(StreamError reason) {
        closed = Optional.of(reason);
    }

    @Override
    public boolean encrypted() {
        return true;
    }

    @Override
    public String origin() {
        return "test";
    }
}
