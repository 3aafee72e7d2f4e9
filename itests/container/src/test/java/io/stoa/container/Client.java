package io.stoa.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client over TCP in clear that looks for text in what it receives; just enough XMPP to be served
 * in the lab profile. Not thread-safe.
 */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Socket socket;
    private final StringBuilder unread = new StringBuilder();
    private final byte[] buffer = new byte[8192];
    private final String name = "juliet" + NUMBERS.incrementAndGet();
    private String features = "";

    /** Connects and opens a stream. */
    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        open();
    }

    /** Returns the stream features that were shown last. */
    String features() {
        return features;
    }

    String account() {
        return name + "@localhost";
    }

    /** Registers (XEP-0077 §3.1) and authenticates (RFC 4616). */
    Client authenticate() throws IOException {
        send(
                "<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>%s</username>"
                                .formatted(name)
                        + "<password>secret</password></query></iq>");
        expect("type='result'", until("/>", "</iq>"));
        return login();
    }

    private Client login() throws IOException {
        byte[] plain = ("\0" + name + "\0secret").getBytes(UTF_8);
        send(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>"
                        .formatted(Base64.getEncoder().encodeToString(plain)));
        expect("<success", until("/>", "</failure>"));
        open();
        return this;
    }

    /** Binds a resource. */
    Client bind() throws IOException {
        send(
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<resource>balcony</resource></bind></iq>");
        expect("type='result'", until("</iq>"));
        return this;
    }

    /** Sends a request and returns the answer. */
    String ask(String type, String to, String payload) throws IOException {
        String id = "q" + NUMBERS.incrementAndGet();
        send("<iq type='%s' id='%s' to='%s'>%s</iq>".formatted(type, id, to, payload));
        String mark = "id='" + id + "'";
        String answer = answer();
        while (!answer.contains(mark)) { // a roster push, say
            answer = answer();
        }
        return answer;
    }

    private String answer() throws IOException {
        until("<iq");
        String start = until(">");
        return start.endsWith("/>") ? start : start + until("</iq>");
    }

    /** Sends a message to itself and waits for it: the stream is up, and stanzas flow. */
    void talkToMyself() throws IOException {
        String body = "t" + NUMBERS.incrementAndGet();
        send("<message to='%s/balcony'><body>%s</body></message>".formatted(account(), body));
        until("<body>" + body + "</body>");
        until("</message>");
    }

    private void open() throws IOException {
        send(
                "<stream:stream to='localhost' version='1.0' xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams'>");
        features = until("</stream:features>", "<stream:features/>");
    }

    private void send(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(UTF_8));
    }

    private static void expect(String wanted, String received) {
        if (!received.contains(wanted)) {
            throw new AssertionError("expected " + wanted + ", received " + received);
        }
    }

    /** Reads until one of the texts has come, and returns what was read. */
    private String until(String... ends) throws IOException {
        while (true) {
            int first = Integer.MAX_VALUE;
            for (String end : ends) {
                int at = unread.indexOf(end);
                first = at < 0 ? first : Math.min(first, at + end.length());
            }
            if (first < Integer.MAX_VALUE) {
                String read = unread.substring(0, first);
                unread.delete(0, first);
                return read;
            }
            int length = socket.getInputStream().read(buffer);
            if (length < 0) {
                throw new IOException("the stream has ended: " + unread);
            }
            unread.append(new String(buffer, 0, length, UTF_8).replace('"', '\''));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
