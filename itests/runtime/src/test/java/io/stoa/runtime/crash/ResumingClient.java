package io.stoa.runtime.crash;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.xml.Element;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlException;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A client that keeps to XEP-0198: it counts, acknowledges, keeps what the server has not
 * acknowledged, and resumes. What it has received over all its streams is in one list. Thread-safe.
 */
final class ResumingClient implements AutoCloseable {

    /** Thrown when the stream has ended, or the server refuses. */
    static final class Lost extends IOException {
        private static final long serialVersionUID = 1L;

        Lost(String why) {
            super(why);
        }
    }

    private static final String SM = "urn:xmpp:sm:3";
    private static final long PATIENCE_SECONDS = 20;
    private static final String OPEN =
            "<stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='"
                    + Stoa.DOMAIN
                    + "' version='1.0'>";

    /** One connection: what belongs to an older one is not heard any more. */
    private final class Stream implements XmlEvents {
        private final Socket socket;
        private volatile XmlReader reader = new XmlReader(XmlLimits.DEFAULT, this);

        Stream(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
        }

        void read() {
            byte[] buffer = new byte[8192];
            try (InputStream in = socket.getInputStream()) {
                int count = in.read(buffer);
                while (count >= 0) {
                    reader.feed(ByteBuffer.wrap(buffer, 0, count));
                    count = in.read(buffer);
                }
                ended(this, "closed");
            } catch (IOException | XmlException lost) {
                ended(this, String.valueOf(lost.getMessage()));
            }
        }

        @Override
        public void opened(Element header, String contentNamespace) {
            // the features follow
        }

        @Override
        public void streamClosed() {
            ended(this, "closed by the server");
        }

        @Override
        public void element(Element element) {
            received(element, this);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final String account;
    private final String resource;
    private final Deque<Element> nonzas = new ArrayDeque<>();
    private final List<Element> stanzas = new ArrayList<>();
    private final Deque<String> unacked = new ArrayDeque<>();
    private Stream stream;
    private String lost = "not connected";
    private String id = "";
    private long handled;
    private long acknowledged;
    private boolean counting;

    ResumingClient(String account, String resource) {
        this.account = account;
        this.resource = resource;
    }

    // ── streams ──

    /** Logs in, binds, enables. */
    ResumingClient connect(int port) throws IOException, InterruptedException {
        return connect(port, "");
    }

    /** Logs in, binds, enables with further attributes. */
    ResumingClient connect(int port, String terms) throws IOException, InterruptedException {
        login(port);
        write(
                "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                        + resource
                        + "</resource></bind></iq>");
        await(it -> it.local().equals("iq"));
        lock.lock();
        try {
            counting = true;
            handled = 0;
            acknowledged = 0;
            unacked.clear();
        } finally {
            lock.unlock();
        }
        write("<enable xmlns='" + SM + "' resume='true' " + terms + "/>");
        id = await(it -> it.local().equals("enabled")).attribute("id");
        return this;
    }

    private void login(int port) throws IOException, InterruptedException {
        Stream fresh = new Stream(port);
        lock.lock();
        try {
            stream = fresh;
            nonzas.clear();
            lost = "";
            counting = false;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().start(fresh::read);
        write(OPEN);
        await(it -> it.local().equals("features"));
        String plain = "\0" + account + "\0secret";
        write(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                        + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8))
                        + "</auth>");
        await(it -> it.local().equals("success"));
        fresh.reader = new XmlReader(XmlLimits.DEFAULT, fresh);
        write(OPEN);
        await(it -> it.local().equals("features"));
    }

    /** Resumes on a new connection, and sends again what the server has not handled. */
    ResumingClient resume(int port) throws IOException, InterruptedException {
        drop();
        login(port);
        lock.lock();
        try {
            // from here on what comes counts: it may follow the answer at once
            counting = true;
            write("<resume xmlns='" + SM + "' previd='" + id + "' h='" + handled + "'/>");
        } finally {
            lock.unlock();
        }
        Element answer = await(it -> it.local().equals("resumed"));
        lock.lock();
        try {
            acknowledged(Long.parseLong(answer.attribute("h")));
            for (String again : unacked) {
                write(again);
            }
            write("<r xmlns='" + SM + "'/>");
        } finally {
            lock.unlock();
        }
        return this;
    }

    /** Loses the connection without a word. */
    void drop() {
        Stream present = stream;
        if (present == null) {
            return;
        }
        try {
            present.socket.setSoLinger(true, 0);
            present.socket.close();
        } catch (IOException closed) {
            ended(present, String.valueOf(closed.getMessage()));
        }
        ended(present, "dropped");
    }

    @Override
    public void close() {
        drop();
    }

    private void write(String xml) throws IOException {
        stream.socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
    }

    private void ended(Stream which, String why) {
        lock.lock();
        try {
            if (which == stream && lost.isEmpty()) {
                lost = why;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void received(Element element, Stream from) {
        lock.lock();
        try {
            if (from != stream) {
                return;
            }
            if (element.is(SM, "r")) {
                write("<a xmlns='" + SM + "' h='" + handled + "'/>");
            } else if (element.is(SM, "a")) {
                acknowledged(Long.parseLong(element.attribute("h")));
            } else if (counting && Stanza.isStanza(element)) {
                handled++;
                stanzas.add(element);
            } else {
                nonzas.add(element);
            }
            changed.signalAll();
        } catch (IOException failure) {
            ended(from, String.valueOf(failure.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private void acknowledged(long count) {
        while (acknowledged < count) {
            unacked.removeFirst();
            acknowledged++;
        }
    }

    private Element await(Predicate<Element> wanted) throws IOException, InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (true) {
                Element next = nonzas.poll();
                if (next != null && wanted.test(next)) {
                    return next;
                }
                if (next != null) {
                    throw new Lost(account + " did not expect " + next);
                }
                if (!lost.isEmpty()) {
                    throw new Lost(account + ": " + lost);
                }
                if (nanos <= 0) {
                    throw new AssertionError(account + " waits in vain");
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    String address() {
        return account + "@" + Stoa.DOMAIN + "/" + resource;
    }

    /** Sends what is no stanza. */
    void nonza(String element) throws IOException {
        lock.lock();
        try {
            write(element);
        } finally {
            lock.unlock();
        }
    }

    // ── stanzas ──

    /** Sends a stanza, and asks for an acknowledgement; it is kept until it is acknowledged. */
    void send(String stanza) throws IOException {
        lock.lock();
        try {
            unacked.addLast(stanza);
            write(stanza + "<r xmlns='" + SM + "'/>");
        } finally {
            lock.unlock();
        }
    }

    void message(String to, String body) throws IOException {
        send(
                "<message type='chat' to='"
                        + to
                        + "' id='"
                        + body
                        + "'><body>"
                        + body
                        + "</body></message>");
    }

    /** Returns how many of the stanzas that were sent wait for an acknowledgement. */
    int unacknowledged() {
        lock.lock();
        try {
            return unacked.size();
        } finally {
            lock.unlock();
        }
    }

    long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    String why() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something about what was received is so, or the stream is lost. */
    boolean awaitUntil(Predicate<ResumingClient> so) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (!so.test(this) && lost.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return so.test(this);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the bodies of the messages that were received, in order. */
    List<String> bodies() {
        lock.lock();
        try {
            return stanzas.stream()
                    .filter(it -> it.is(Stanza.CLIENT, "message"))
                    .flatMap(it -> it.child(Stanza.CLIENT, "body").stream())
                    .map(Element::text)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the stanzas of a name that were received, in order. */
    List<Element> received(String local) {
        lock.lock();
        try {
            return stanzas.stream().filter(it -> it.local().equals(local)).toList();
        } finally {
            lock.unlock();
        }
    }
}
