package io.stoa.load.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What the machine needs to read the same bytes from one socket and write them to another. It knows
 * just enough of XMPP to let a client in; after that u0 and u1, u2 and u3 … are joined, and no byte
 * is looked at. Thread-safe.
 */
public final class Relay implements AutoCloseable {

    /** The domain it says it is. */
    public static final String DOMAIN = "bench.example";

    private static final String OPEN =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                    + " id='r' from='"
                    + DOMAIN
                    + "' version='1.0'><stream:features>";
    private static final String MECHANISMS =
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
                    + "</mechanisms></stream:features>";
    private static final String BIND =
            "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
    private static final int READ = 64 * 1024;

    private final Map<Integer, Peer> peers = new ConcurrentHashMap<>();
    private final List<Selector> selectors;
    private final ServerSocketChannel listener;

    private Relay(int port, int threads) throws IOException {
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        this.selectors = IntStream.range(0, threads).mapToObj(it -> selector()).toList();
    }

    private static Selector selector() {
        try {
            return Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts a relay; port 0 takes a free one. */
    public static Relay start(int port, int threads) {
        try {
            Relay relay = new Relay(port, threads);
            relay.selectors.forEach(
                    it -> Thread.ofPlatform().daemon().name("relay").start(() -> relay.loop(it)));
            Thread.ofPlatform().name("relay-accept").start(relay::accept);
            return relay;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code Relay PORT}: runs until the process is ended. */
    public static void main(String[] args) {
        start(Integer.parseInt(args[0]), Runtime.getRuntime().availableProcessors());
    }

    /** Returns the port. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    private void accept() {
        try {
            for (int count = 0; listener.isOpen(); count++) {
                SocketChannel channel = listener.accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Selector selector = selectors.get(count % selectors.size());
                channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
                selector.wakeup();
            }
        } catch (ClosedChannelException closed) {
            peers.clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void loop(Selector selector) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ);
        try {
            while (listener.isOpen()) {
                selector.select(key -> read((Peer) key.attachment(), buffer.clear()));
            }
            for (SelectionKey key : selector.keys()) {
                ((Peer) key.attachment()).channel.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(Peer peer, ByteBuffer buffer) {
        try {
            if (peer.channel.read(buffer) < 0) {
                peer.channel.close();
                return;
            }
            buffer.flip();
            if (!peer.bound) {
                greet(peer, StandardCharsets.UTF_8.decode(buffer).toString());
                return;
            }
            Peer other = peers.get(peer.number ^ 1);
            if (other != null) {
                other.write(buffer);
            }
        } catch (IOException gone) {
            peers.remove(peer.number, peer);
        }
    }

    private void greet(Peer peer, String said) throws IOException {
        if (said.contains("<auth")) {
            String secret = said.substring(said.indexOf('>') + 1, said.indexOf("</auth"));
            String plain = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
            peer.number = Integer.parseInt(plain.split("\0", -1)[1].substring(1));
            peer.say("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        } else if (said.contains("<stream:stream")) {
            peer.say(OPEN + (peer.number < 0 ? MECHANISMS : BIND));
        } else if (said.contains("<bind")) {
            peers.put(peer.number, peer);
            peer.bound = true;
            peer.say(
                    "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                            + "<jid>u"
                            + peer.number
                            + "@"
                            + DOMAIN
                            + "/load</jid></bind></iq>");
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        selectors.forEach(Selector::wakeup);
    }

    /** Belongs to its loop, except that the other's loop writes. */
    private static final class Peer {

        private final SocketChannel channel;
        private int number = -1;
        private volatile boolean bound;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }

        void say(String text) throws IOException {
            write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        /** A pair has so little on its way that a socket's buffer is never full for long. */
        void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
