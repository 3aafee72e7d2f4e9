package io.stoa.testkit;

import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stream.Entry;
import io.stoa.stream.Negotiation;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** A stream in negotiation whose client says what a test has laid down. Not thread-safe. */
public final class TestNegotiation implements Negotiation {

    private final Deque<Element> incoming = new ArrayDeque<>();
    private final List<Element> written = new ArrayList<>();
    private final Function<String, Session> binder;
    private Optional<UnaryOperator<Element>> client = Optional.empty();
    private String peer = "192.0.2.1";
    private boolean secured;
    private Optional<SSLSession> tls = Optional.empty();
    private Optional<SSLContext> started = Optional.empty();
    private Optional<BareJid> account = Optional.empty();
    private Optional<Session> session = Optional.empty();

    /** Makes a stream in clear whose resources are sessions of the test's own making. */
    public TestNegotiation(Function<String, Session> binder) {
        this.binder = binder;
    }

    /** Makes a stream in clear; a resource that is bound becomes a {@link TestSession}. */
    public TestNegotiation() {
        this.binder = resource -> new TestSession(account.orElseThrow().with(resource));
    }

    /** Makes the stream secured, with a TLS session or without one that can be seen. */
    public TestNegotiation secured(Optional<SSLSession> visible) {
        secured = true;
        tls = visible;
        return this;
    }

    /** Sets the peer's address. */
    public TestNegotiation from(String address) {
        peer = address;
        return this;
    }

    /** Lays down what the client will say next. */
    public TestNegotiation says(Element element) {
        incoming.add(element);
        return this;
    }

    /** Lays down what the client will say next, as XML. */
    public TestNegotiation says(String xml) {
        return says(Xml.parse(xml));
    }

    /** Lets the client answer by itself what the server wrote last, when nothing is laid down. */
    public TestNegotiation answering(UnaryOperator<Element> answer) {
        client = Optional.of(answer);
        return this;
    }

    /** Returns what was written, in order. */
    public List<Element> written() {
        return List.copyOf(written);
    }

    /** Takes the oldest element that was written and not taken. */
    public Element take() {
        return written.removeFirst();
    }

    /** Returns the context with which TLS was started. */
    public Optional<SSLContext> started() {
        return started;
    }

    @Override
    public Entry entry() {
        return Entry.CLIENT;
    }

    @Override
    public String domain() {
        return Stoa.DOMAIN;
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
        return peer;
    }

    @Override
    public Element read() throws InterruptedException {
        if (!incoming.isEmpty()) {
            return incoming.remove();
        }
        return client.orElseThrow(() -> new InterruptedException("the client says no more"))
                .apply(written.getLast());
    }

    @Override
    public void write(Element element) {
        written.add(element);
    }

    @Override
    public void secure(SSLContext context, Element lastInClear) {
        written.add(lastInClear);
        started = Optional.of(context);
        secured = true;
    }

    @Override
    public boolean secured() {
        return secured;
    }

    @Override
    public Optional<SSLSession> tls() {
        return tls;
    }

    @Override
    public void authenticated(BareJid who) {
        account = Optional.of(who);
    }

    @Override
    public Optional<BareJid> account() {
        return account;
    }

    @Override
    public Session bind(String resource) {
        Session bound = binder.apply(resource);
        session = Optional.of(bound);
        return bound;
    }

    @Override
    public boolean resume(Tracking tracking, Function<Tracking, Element> answer) {
        written.add(answer.apply(tracking));
        session = Optional.of(tracking.session());
        return true;
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
