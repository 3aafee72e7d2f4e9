package io.stoa.net.uplink;

import io.stoa.component.Handshake;
import io.stoa.gateway.TlsClient;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ContentNamespace;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlException;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream to the server (XEP-0114 §3). One thread reads, another may write.
 *
 * <pre>{@code
 * C: <stream:stream xmlns='jabber:component:accept'
 *        xmlns:stream='http://etherx.jabber.org/streams' to='irc.stoa.example'>
 * S: <stream:stream xmlns='jabber:component:accept'
 *        xmlns:stream='http://etherx.jabber.org/streams' from='irc.stoa.example' id='3BF96D32'>
 * C: <handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>
 * S: <handshake/>
 * }</pre>
 */
final class ServerStream implements AutoCloseable {

    /** What is heard on it, by the thread that reads. */
    interface Listener {

        /**
         * The server lets us in when it has our proof.
         *
         * @return false when it shall not, for we are leaving: then it gets none
         */
        boolean knocks();

        /** The server lets us in. */
        void accepted();

        /** A stanza, or what should be one. */
        void heard(Element element);

        /** A stanza that is too long; its start tag is what is known of it. */
        void skipped(Element start, StanzaError error);

        /** Nothing was heard for a while. */
        void silent() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServerStream.class);
    private static final String STREAMS = "http://etherx.jabber.org/streams";
    private static final ContentNamespace CONTENT = new ContentNamespace("jabber:component:accept");
    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int CHUNK = 16_384;

    private final Socket socket;
    // what TLS lies upon: closing this one waits for nobody
    private final Socket below;
    private final OutputStream out;
    private final InputStream in;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean accepted;
    private volatile boolean ended;

    private ServerStream(Socket socket, Socket below) throws IOException {
        this.socket = socket;
        this.below = below;
        this.out = socket.getOutputStream();
        this.in = socket.getInputStream();
    }

    /** Connects; on a thread that may block. */
    static ServerStream open(Place server) throws IOException {
        Socket socket = new Socket();
        boolean done = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.connect(new InetSocketAddress(server.host(), server.port()), CONNECT_MILLIS);
            ServerStream stream =
                    new ServerStream(server.tls() ? secured(socket, server) : socket, socket);
            done = true;
            return stream;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static Socket secured(Socket socket, Place server) throws IOException {
        return TlsClient.secured(socket, server.host(), server.port(), server.sha256());
    }

    /**
     * Opens the stream and reads until it ends.
     *
     * @throws Refusal when the server ends it with an error
     * @throws IOException when it breaks, or the server does not keep to the protocol
     */
    void read(String domain, String secret, int stanzaBytes, Listener listener) throws IOException {
        write(
                "<?xml version='1.0'?><stream:stream xmlns='"
                        + CONTENT.name()
                        + "' xmlns:stream='"
                        + STREAMS
                        + "' to='"
                        + domain
                        + "'>");
        Events events = new Events(secret, listener);
        XmlReader reader = new XmlReader(XmlLimits.DEFAULT.withStanzaBytes(stanzaBytes), events);
        byte[] chunk = new byte[CHUNK];
        while (!ended) {
            int count = fill(chunk, listener);
            if (count < 0) {
                throw new IOException("the server has hung up");
            }
            try {
                reader.feed(ByteBuffer.wrap(chunk, 0, count));
            } catch (XmlException broken) {
                throw new IOException(
                        "the server does not speak XMPP: " + broken.getMessage(), broken);
            }
            events.check();
        }
    }

    /** Reads bytes; 0 when there are none for a while. */
    private int fill(byte[] chunk, Listener listener) throws IOException {
        try {
            return in.read(chunk);
        } catch (SocketTimeoutException silence) {
            if (!accepted) {
                throw new IOException("the server is silent", silence);
            }
            listener.silent();
            return 0;
        }
    }

    /** What is in a stream that was begun. */
    private final class Events implements XmlEvents {

        private final String secret;
        private final Listener listener;
        private @Nullable IOException failure;

        Events(String secret, Listener listener) {
            this.secret = secret;
            this.listener = listener;
        }

        void check() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        private void fail(IOException why) {
            if (failure == null) {
                failure = why;
            }
        }

        @Override
        public void opened(Element header, String contentNamespace) {
            String id = header.attribute("id");
            if (!header.is(STREAMS, "stream")
                    || !contentNamespace.equals(CONTENT.name())
                    || id.isEmpty()) {
                fail(new IOException("what listens there takes no components"));
                return;
            }
            if (!listener.knocks()) {
                fail(new IOException("nobody wants to be let in any more"));
                return;
            }
            try {
                write("<handshake>" + Handshake.of(id, secret) + "</handshake>");
            } catch (IOException gone) {
                fail(gone);
            }
        }

        @Override
        public void element(Element element) {
            if (failure != null) {
                return;
            }
            if (element.is(STREAMS, "error")) {
                fail(Refusal.of(element));
            } else if (accepted) {
                listener.heard(CONTENT.inside(element));
            } else if (element.is(CONTENT.name(), "handshake")) {
                accept();
            } else {
                fail(new IOException("the server speaks before it has let us in"));
            }
        }

        private void accept() {
            accepted = true;
            try {
                socket.setSoTimeout(SILENCE_MILLIS);
            } catch (IOException gone) {
                fail(gone);
                return;
            }
            listener.accepted();
        }

        @Override
        public void oversized(Element start, XmlException limit) {
            Element stanza = CONTENT.inside(start);
            if (!accepted || !Stanza.isStanza(stanza)) {
                throw limit;
            }
            listener.skipped(
                    stanza,
                    StanzaError.of(Condition.POLICY_VIOLATION, String.valueOf(limit.getMessage())));
        }

        @Override
        public void streamClosed() {
            ended = true;
        }
    }

    /** Writes elements, in order and all at once; blocks while the server does not read. */
    void write(List<Stanza> stanzas) throws IOException {
        int size = stanzas.stream().mapToInt(it -> it.toElement().utf8().remaining()).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        stanzas.forEach(it -> all.put(it.toElement().utf8()));
        write(all.array());
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
        } finally {
            writing.unlock();
        }
    }

    /** Tells whether nobody else ends our half of the stream: whoever asks first does. */
    boolean parts() {
        return ending.compareAndSet(false, true);
    }

    /** Ends our half of the stream (RFC 6120 §4.4); the server ends its own, and we hear of it. */
    void end() throws IOException {
        write("</stream:stream>");
    }

    /** Closes the connection, whatever becomes of it. */
    void leave() {
        try {
            close();
        } catch (IOException already) {
            LOG.debug("it was closed already", already);
        }
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
