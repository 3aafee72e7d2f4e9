package io.stoa.testkit;

import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlException;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * A small client over TCP in clear, for a server with the lab profile: it logs in by PLAIN and
 * binds. Not thread-safe.
 */
public final class TcpClient implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final String SETTLED = "stoa-settled";
    private static final String MANAGEMENT = "urn:xmpp:sm:3";
    private static final String ASK = "<r xmlns='urn:xmpp:sm:3'/>";

    private final Socket socket;
    private final BlockingDeque<Element> received = new LinkedBlockingDeque<>();
    private final Element end = Element.of("stoa:end", "end");
    private volatile XmlReader reader = reader();
    private volatile String why = "";
    private volatile boolean counting;
    // logged in and without a resource: no stanza may be sent
    private boolean between;
    // how often it has asked for the server's count (XEP-0198), and was answered
    private int asked;
    private int answered;
    private String address = "";
    private Element features = Element.of("stoa:none", "features");

    private TcpClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(this::read);
    }

    /** Connects without logging in. */
    public static TcpClient open(int port) {
        return open(port, Stoa.DOMAIN);
    }

    private static TcpClient open(int port, String domain) {
        TcpClient client = unopened(port);
        client.begin(domain);
        return client;
    }

    private void begin(String domain) {
        send(
                "<stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' to='"
                        + domain
                        + "' version='1.0'>");
        features = receive();
    }

    /** Connects without a stream. */
    static TcpClient unopened(int port) {
        try {
            return new TcpClient(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Connects and logs in; no resource is bound. */
    static TcpClient loggedIn(int port, String account, String password) {
        return loggedIn(port, Stoa.DOMAIN, account, password);
    }

    private static TcpClient loggedIn(int port, String domain, String account, String password) {
        TcpClient client = open(port, domain);
        String plain = "\0" + account + "\0" + password;
        String data = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        client.send(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                        + data
                        + "</auth>");
        client.expect("success");
        client.reader = client.reader();
        client.begin(domain);
        client.between = true;
        return client;
    }

    /** Connects, logs in and binds a resource. */
    public static TcpClient connect(int port, String account, String password, String resource) {
        return loggedIn(port, account, password).bound(resource);
    }

    /** Connects to one of several domains, logs in and binds a resource of the server's choice. */
    public static TcpClient connectTo(int port, String domain, String account, String password) {
        return loggedIn(port, domain, account, password).bound("");
    }

    private TcpClient bound(String resource) {
        send(
                "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + (resource.isEmpty() ? "" : "<resource>" + resource + "</resource>")
                        + "</bind></iq>");
        String bind = "urn:ietf:params:xml:ns:xmpp-bind";
        address =
                expect("iq")
                        .child(bind, "bind")
                        .flatMap(it -> it.child(bind, "jid"))
                        .orElseThrow()
                        .text();
        between = false;
        return this;
    }

    private Element expect(String local) {
        Element element = receive();
        if (!element.local().equals(local)) {
            throw new AssertionError(local + " was expected, not " + element);
        }
        return element;
    }

    private XmlReader reader() {
        return new XmlReader(
                XmlLimits.DEFAULT,
                new XmlEvents() {
                    @Override
                    public void opened(Element header, String contentNamespace) {
                        // the features follow
                    }

                    @Override
                    public void element(Element element) {
                        counting |= element.is(MANAGEMENT, "enabled");
                        counting |= element.is(MANAGEMENT, "resumed");
                        // when it is asked for its counts is no transcript's affair
                        if (!element.is(MANAGEMENT, "r")) {
                            received.add(element);
                        }
                    }

                    @Override
                    public void streamClosed() {
                        received.add(end);
                    }
                });
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = socket.getInputStream()) {
            int count = in.read(buffer);
            while (count >= 0) {
                reader.feed(ByteBuffer.wrap(buffer, 0, count));
                count = in.read(buffer);
            }
        } catch (IOException | XmlException lost) {
            why = ": " + lost.getMessage();
        } finally {
            received.add(end);
        }
    }

    /** Returns what the server has offered when the stream began, the last time it did. */
    public Element features() {
        return features;
    }

    /** Returns the full JID. */
    public String address() {
        return address;
    }

    /** Sends text as it is. */
    public void send(String xml) {
        try {
            write(xml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the stream may have ended meanwhile: its end is what comes next then. */
    private void sendIfOpen(String xml) {
        try {
            write(xml);
        } catch (IOException lost) {
            why = ": " + lost.getMessage();
        }
    }

    private void write(String xml) throws IOException {
        asked += xml.contains(ASK) ? 1 : 0;
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits until what was sent has been handled: RFC 6120 §10.1, a request behind it is answered
     * after it. It is one that every server refuses and nobody keeps. What comes before the answer
     * is there to be received still.
     */
    void settle() {
        if (counting) {
            // a stanza would count
            settleByAnswer();
        } else if (!between) {
            settleByRequest();
        }
    }

    private void settleByAnswer() {
        sendIfOpen(ASK);
        List<Element> before = new ArrayList<>();
        Element next = next(PATIENCE_SECONDS);
        while (!next.equals(end) && answered < asked) {
            before.add(next);
            next = next(PATIENCE_SECONDS);
        }
        before.reversed().forEach(received::addFirst);
        answered -= (int) before.stream().filter(it -> it.is(MANAGEMENT, "a")).count();
    }

    private void settleByRequest() {
        sendIfOpen(
                "<iq type='get' id='"
                        + SETTLED
                        + "' to='"
                        + Stoa.DOMAIN
                        + "'><settled xmlns='stoa:settled'/></iq>");
        List<Element> before = new ArrayList<>();
        Element next = next(PATIENCE_SECONDS);
        while (!next.equals(end) && !next.attribute("id").equals(SETTLED)) {
            before.add(next);
            next = next(PATIENCE_SECONDS);
        }
        before.reversed().forEach(received::addFirst);
    }

    /** Returns what has come and was not received. */
    List<Element> waiting() {
        return List.copyOf(received);
    }

    /**
     * Returns the next element.
     *
     * @throws AssertionError when none comes, or the stream ends
     */
    public Element receive() {
        return receive(PATIENCE_SECONDS);
    }

    /** Returns the next element if it comes within so many seconds, as {@link #receive()}. */
    Element receive(long seconds) {
        Element next = next(seconds);
        if (next.equals(end)) {
            throw new AssertionError("the stream ended" + why);
        }
        return next;
    }

    private Element next(long seconds) {
        try {
            Element next = received.poll(seconds, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("received nothing");
            }
            answered += next.is(MANAGEMENT, "a") ? 1 : 0;
            if (next.equals(end)) {
                // whoever asks again is told again
                received.add(end);
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends an iq and returns its response; what comes before it is lost. */
    public Element request(String xml) {
        String id = Xml.parse(xml, Stanza.CLIENT).attribute("id");
        send(xml);
        Element next = receive();
        while (!next.attribute("id").equals(id)) {
            next = receive();
        }
        return next;
    }

    /**
     * Closes the stream, unless it has ended, and waits for the server to close its own.
     *
     * @throws AssertionError when the server does not
     */
    public void disconnect() {
        sendIfOpen("</stream:stream>");
        Element next = next(PATIENCE_SECONDS);
        while (!next.equals(end)) {
            next = next(PATIENCE_SECONDS);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
