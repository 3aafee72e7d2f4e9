package io.stoa.testkit.component;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.xml.Element;
import io.stoa.xml.Node;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlException;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An external component (XEP-0114), in this JVM or over TCP. What it receives is shown in {@code
 * jabber:client}, as transcripts have it. Not thread-safe.
 */
public final class TestComponent implements AutoCloseable {

    /** The content namespace. */
    public static final String NAMESPACE = "jabber:component:accept";

    private static final long PATIENCE_SECONDS = 20;
    private static final String SETTLED = "stoa-settled";
    private static final String HEADER = "stoa:header";

    /** What carries its bytes. */
    public interface Wire extends AutoCloseable {

        /** Sends bytes to the server. */
        void send(byte[] utf8);

        @Override
        void close();
    }

    private final String domain;
    private final Wire wire;
    private final BlockingDeque<Element> received = new LinkedBlockingDeque<>();
    private final Element end = Element.of("stoa:end", "end");
    private final XmlReader reader = reader();

    private TestComponent(String domain, Function<TestComponent, Wire> wire) {
        this.domain = domain;
        this.wire = wire.apply(this);
    }

    /** Connects over a wire and shows its secret; what the server says to it is received next. */
    public static TestComponent connect(
            String domain, String secret, Function<TestComponent, Wire> wire) {
        TestComponent component = new TestComponent(domain, wire);
        component.open();
        Element header = component.next(PATIENCE_SECONDS);
        component.send("<handshake>" + handshake(header.attribute("id"), secret) + "</handshake>");
        Element answer = component.next(PATIENCE_SECONDS);
        if (!answer.is(Stanza.CLIENT, "handshake")) {
            component.received.addFirst(answer);
        }
        return component;
    }

    /** Connects over a wire and shows nothing. */
    public static TestComponent unproved(String domain, Function<TestComponent, Wire> wire) {
        TestComponent component = new TestComponent(domain, wire);
        component.open();
        component.next(PATIENCE_SECONDS);
        return component;
    }

    private void open() {
        send(
                "<stream:stream xmlns='"
                        + NAMESPACE
                        + "' xmlns:stream='http://etherx.jabber.org/streams'"
                        + (domain.isEmpty() ? "" : " to='" + domain + "'")
                        + ">");
    }

    /** Connects over TCP. */
    public static TestComponent tcp(int port, String domain, String secret) {
        return connect(domain, secret, component -> TcpWire.open(port, component));
    }

    private static String handshake(String id, String secret) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-1")
                                    .digest((id + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private XmlReader reader() {
        return new XmlReader(
                XmlLimits.DEFAULT,
                new XmlEvents() {
                    @Override
                    public void opened(Element header, String contentNamespace) {
                        received.add(
                                Element.of(HEADER, "header").with("id", header.attribute("id")));
                    }

                    @Override
                    public void element(Element element) {
                        received.add(inside(element));
                    }

                    @Override
                    public void streamClosed() {
                        received.add(end);
                    }
                });
    }

    private static Element inside(Element element) {
        if (!element.namespace().equals(NAMESPACE)) {
            return element;
        }
        List<Node> children =
                element.children().stream()
                        .map(child -> child instanceof Element inner ? inside(inner) : child)
                        .toList();
        return Element.of(Stanza.CLIENT, element.local(), element.attributes(), children);
    }

    /** Takes what the server has written; one call at a time. */
    void read(ByteBuffer bytes) {
        try {
            reader.feed(bytes);
        } catch (XmlException malformed) {
            received.add(end);
        }
    }

    /** The connection has ended. */
    void lost() {
        received.add(end);
    }

    /** Returns its domain. */
    public String domain() {
        return domain;
    }

    /** Sends text as it is; a stanza is in the content namespace when it names none. */
    public void send(String xml) {
        wire.send(xml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits until what was sent has been handled (RFC 6120 §10.1), by a request that every server
     * refuses. What comes before the answer is there to be received still.
     */
    public void settle() {
        send(
                "<iq type='get' id='%s' from='%s' to='%s'><settled xmlns='stoa:settled'/></iq>"
                        .formatted(SETTLED, domain, Stoa.DOMAIN));
        List<Element> before = new ArrayList<>();
        Element next = next(PATIENCE_SECONDS);
        while (!next.equals(end) && !next.attribute("id").equals(SETTLED)) {
            before.add(next);
            next = next(PATIENCE_SECONDS);
        }
        before.reversed().forEach(received::addFirst);
    }

    /**
     * Returns the next element.
     *
     * @throws AssertionError when none comes, or the stream has ended
     */
    public Element receive() {
        Element next = next(PATIENCE_SECONDS);
        if (next.equals(end)) {
            throw new AssertionError("the stream of " + domain + " has ended");
        }
        return next;
    }

    private Element next(long seconds) {
        try {
            Element next = received.poll(seconds, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError(domain + " received nothing");
            }
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

    /** Returns what has come and was not received. */
    public List<Element> waiting() {
        return received.stream().filter(it -> !it.equals(end)).toList();
    }

    /** Closes the stream, unless it has ended, and waits for the server to close its own. */
    public void disconnect() {
        send("</stream:stream>");
        Element next = next(PATIENCE_SECONDS);
        while (!next.equals(end)) {
            next = next(PATIENCE_SECONDS);
        }
        close();
    }

    @Override
    public void close() {
        wire.close();
    }
}
