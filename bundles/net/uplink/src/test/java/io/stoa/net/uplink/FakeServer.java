package io.stoa.net.uplink;

import io.stoa.component.Handshake;
import io.stoa.xml.Element;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.net.ServerSocketFactory;

/** A server that takes components and does what a test tells it. Not thread-safe. */
final class FakeServer implements AutoCloseable {

    static final String SECRET = "as-you-like-it";
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket listening;

    FakeServer() {
        this(ServerSocketFactory.getDefault());
    }

    FakeServer(ServerSocketFactory factory) {
        try {
            listening = factory.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Waits for the next connection. */
    Peer accept() throws IOException {
        return new Peer(listening.accept());
    }

    /** Lets the next one in. */
    Peer admit() throws IOException {
        Peer peer = accept();
        peer.open();
        Element proof = peer.receive();
        if (!proof.text().equals(Handshake.of("3BF96D32", SECRET))) {
            throw new AssertionError("not the proof: " + proof);
        }
        peer.send("<handshake/>");
        return peer;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** One connection. */
    static final class Peer implements AutoCloseable {

        private static final Element END = Element.of("test", "end");

        private final Socket socket;
        private final InputStream in;
        private final Deque<Element> received = new ArrayDeque<>();
        private final XmlReader reader =
                new XmlReader(
                        XmlLimits.DEFAULT,
                        new XmlEvents() {
                            @Override
                            public void opened(Element header, String contentNamespace) {
                                received.add(header);
                            }

                            @Override
                            public void element(Element element) {
                                received.add(element);
                            }

                            @Override
                            public void streamClosed() {
                                received.add(END);
                            }
                        });

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        /** Awaits the header and answers with ours; returns theirs. */
        Element open() throws IOException {
            Element header = receive();
            send(
                    "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
                            + " xmlns:stream='http://etherx.jabber.org/streams'"
                            + " from='irc.stoa.example' id='3BF96D32'>");
            return header;
        }

        void send(String xml) throws IOException {
            socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
        }

        void refuse(String condition) throws IOException {
            send(
                    "<stream:error><"
                            + condition
                            + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
                            + "</stream:stream>");
        }

        /** Returns the next element. */
        Element receive() throws IOException {
            byte[] chunk = new byte[4096];
            while (received.isEmpty()) {
                int count = in.read(chunk);
                if (count < 0) {
                    throw new AssertionError("it has hung up");
                }
                reader.feed(ByteBuffer.wrap(chunk, 0, count));
            }
            return received.remove();
        }

        boolean receivesEnd() throws IOException {
            return receive().equals(END);
        }

        /** Ends the stream as a server that stops. */
        void end() throws IOException {
            send("</stream:stream>");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
