package io.stoa.testkit;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.SessionRegistry;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Entry;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * A client at the end of the whole path, without a network: what it sends is carried on the calling
 * thread, so that everything has arrived when {@link #send} returns. Not thread-safe.
 */
public final class TestClient implements Outlet {

    private static final long PATIENCE_SECONDS = 5;

    private final StanzaBus bus;
    private final SessionRegistry registry;
    private final BareJid account;
    private final Supplier<List<StreamFeature>> features;
    // what others send may come on another thread
    private final BlockingDeque<Element> received = new LinkedBlockingDeque<>();
    private Optional<Session> session = Optional.empty();
    private Optional<StreamError> closed = Optional.empty();

    /** Connects a client to a bus. */
    public static TestClient of(StanzaBus bus, SessionRegistry registry, FullJid address) {
        return new TestClient(bus, registry, address.bare(), List::of).bind(address.resource());
    }

    /** Connects a client that has logged in and not bound a resource. */
    static TestClient returning(
            StanzaBus bus,
            SessionRegistry registry,
            BareJid account,
            Supplier<List<StreamFeature>> features) {
        return new TestClient(bus, registry, account, features);
    }

    private TestClient(
            StanzaBus bus,
            SessionRegistry registry,
            BareJid account,
            Supplier<List<StreamFeature>> features) {
        this.bus = bus;
        this.registry = registry;
        this.account = account;
        this.features = features;
    }

    TestClient bind(String resource) {
        session = Optional.of(registry.open(account.with(resource), this));
        return this;
    }

    /** Returns the full JID. */
    public FullJid address() {
        return session().address();
    }

    /** Returns the session. */
    public Session session() {
        return session.orElseThrow(() -> new IllegalStateException("no resource is bound"));
    }

    /** Sends a stanza, written as XML; the namespace {@code jabber:client} may be left out. */
    public void send(String xml) {
        Element element = Xml.parse(xml, Stanza.CLIENT);
        if (!Stanza.isStanza(element)) {
            negotiate(element);
            return;
        }
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
        session()
                .deliver(
                        Stanza.from(
                                Element.of(Stanza.CLIENT, element.local(), error.toElement())
                                        .with("type", "error")
                                        .with("to", address().toString())
                                        .with("id", element.attribute("id"))));
    }

    /** Sends a stanza. */
    public void send(Stanza stanza) {
        registry.handling(session(), () -> bus.passage(stanza, session()).advance(true));
    }

    private void negotiate(Element nonza) {
        StreamFeature feature =
                features.get().stream()
                        .filter(it -> it.elements().contains(nonza.name()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody answers " + nonza));
        try {
            feature.negotiate(nonza, new Stream());
        } catch (StreamException reason) {
            received.add(reason.error().toElement());
            close(reason.error());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the first stanza received that was not taken yet. */
    public Optional<Element> take() {
        return Optional.ofNullable(received.pollFirst());
    }

    /** Takes the next stanza, which may come of a job on another thread; waits for a while. */
    public Optional<Element> await() {
        try {
            return Optional.ofNullable(received.pollFirst(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
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
        registry.close(session());
    }

    /** Ends as a stream does whose connection is lost. */
    public void drop() {
        if (!registry.detach(session(), this)) {
            disconnect();
        }
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
    public void nonza(Element nonza) {
        if (closed.isEmpty()) {
            see(nonza);
        }
    }

    /** When it is asked for its counts (XEP-0198) is no transcript's affair. */
    private void see(Element nonza) {
        if (!nonza.is("urn:xmpp:sm:3", "r")) {
            received.add(nonza);
        }
    }

    @Override
    public boolean release(StreamError reason) {
        close(reason);
        return true;
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

    /** The stream as its features see it. */
    private final class Stream implements Negotiation {

        @Override
        public Entry entry() {
            return Entry.CLIENT;
        }

        @Override
        public String domain() {
            return account.domain();
        }

        @Override
        public String streamId() {
            return "s1";
        }

        @Override
        public String lang() {
            return "en";
        }

        @Override
        public String peer() {
            return "192.0.2.1";
        }

        @Override
        public Element read() throws InterruptedException {
            throw new InterruptedException("the client says no more");
        }

        @Override
        public void write(Element element) {
            see(element);
        }

        @Override
        public void secure(SSLContext tls, Element lastInClear) {
            throw new IllegalStateException("it is secured");
        }

        @Override
        public boolean secured() {
            return true;
        }

        @Override
        public Optional<SSLSession> tls() {
            return Optional.empty();
        }

        @Override
        public void authenticated(BareJid who) {
            throw new IllegalStateException("it has authenticated");
        }

        @Override
        public Optional<BareJid> account() {
            return Optional.of(account);
        }

        @Override
        public Session bind(String resource) {
            return TestClient.this.bind(resource).session();
        }

        @Override
        public boolean resume(Tracking tracking, Function<Tracking, Element> answer) {
            boolean resumed = registry.attach(tracking, TestClient.this, answer);
            if (resumed) {
                session = Optional.of(tracking.session());
            }
            return resumed;
        }

        @Override
        public int elementBytes() {
            return 262_144;
        }

        @Override
        public Optional<Session> session() {
            return session;
        }
    }
}
