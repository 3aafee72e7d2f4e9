package io.stoa.load.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

/**
 * A client of the server: it logs in, hands on what it receives, and answers what a client must
 * answer; if that is its purpose, it comes back with its session whenever its stream ends. May be
 * written to by anybody.
 */
public final class Client implements Link.User, Splitter.Sink, Login.Way {

    /** Whoever is told of a client; called on the loop's thread. */
    public interface Listener {

        /** The client is bound, or has registered. */
        void ready(Client client);

        /** A stanza has come; the array is only lent. */
        void stanza(Client client, byte[] bytes, int from, int to);

        /** The client is disconnected, and did not want to be. */
        void lost(Client client, String why);

        /** The client's stream has ended, and it tries to come back with its session. */
        void left(Client client, String why);

        /** It is back with its session, which had no stream since then. */
        void back(Client client, long leftAt);
    }

    /**
     * What clients share.
     *
     * @param target the server
     * @param purpose why they connect
     * @param salted the passwords that were salted before
     * @param tls the context of every connection
     */
    record Shared(Target target, Purpose purpose, Scram.Salted salted, SSLContext tls) {}

    private static final byte[] MESSAGE = Scan.bytes("<message");
    private static final byte[] PRESENCE = Scan.bytes("<presence");
    private static final byte[] IQ = Scan.bytes("<iq");
    private static final byte[] REQUEST = Scan.bytes("<r ");
    private static final byte[] ACKNOWLEDGEMENT = Scan.bytes("<a ");
    private static final byte[] STREAM_ERROR = Scan.bytes("<stream:error");

    /** As many as one source address has ports for, with room for others. */
    private static final int PER_ADDRESS = 20_000;

    /** A client that wants to come back tries so often, and so long. */
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final Loop loop;
    private final int number;
    private final Account account;
    private final Shared shared;
    private final Listener listener;
    private final long begun = System.nanoTime();
    private final Optional<Resumption> resumption;
    private Splitter splitter = new Splitter(this);
    private Optional<Login> login;
    private Optional<Link> link = Optional.empty();
    private volatile String address = "";
    private volatile boolean leaving;
    private boolean waiting;
    private Optional<Long> leftAt = Optional.empty();
    private boolean tlsBegun;
    private boolean managed;
    private long handled;

    private Client(Loop loop, int number, Account account, Shared shared, Listener listener) {
        this.loop = loop;
        this.number = number;
        this.account = account;
        this.shared = shared;
        this.listener = listener;
        this.resumption =
                shared.purpose() == Purpose.RETURNING
                        ? Optional.of(new Resumption())
                        : Optional.empty();
        this.login = Optional.of(new Login(shared, account, Optional.empty(), this));
    }

    /** Begins to connect; on the loop's thread. */
    static Client connect(
            Loop loop, int number, Account account, Shared shared, Listener listener) {
        Client client = new Client(loop, number, account, shared, listener);
        client.open();
        return client;
    }

    private void open() {
        try {
            link = Optional.of(Link.open(loop, source(number), shared.target().address(), this));
        } catch (IOException failure) {
            link = Optional.empty();
            lost(failure.toString());
        }
    }

    private static InetSocketAddress source(int number) throws UnknownHostException {
        byte[] address = {127, 0, 0, (byte) (1 + number / PER_ADDRESS)};
        return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    }

    /** Returns the client's number among those that connected together. */
    public int number() {
        return number;
    }

    /** Returns the account. */
    public Account account() {
        return account;
    }

    /** Returns the full JID, "" as long as none is bound. */
    public String address() {
        return address;
    }

    /** Returns the bare JID. */
    public String bare() {
        return account.name() + "@" + shared.target().domain();
    }

    /** Returns when the client began to connect, as {@link System#nanoTime}. */
    public long begun() {
        return begun;
    }

    /** Tells whether stream management is on. */
    public boolean managed() {
        return managed;
    }

    /** Sends a stanza; whoever is to come back sends it as soon as there is a stream. */
    public void send(String xml) {
        send(ByteBuffer.wrap(Scan.bytes(xml)));
    }

    /** Sends bytes of a stanza. */
    public void send(ByteBuffer xml) {
        if (resumption.isPresent() && resumption.get().begun()) {
            resumption.get().send(xml);
        } else if (link.isPresent()) {
            link.get().write(xml);
        }
    }

    /** Stops reading, or begins again. */
    public void reading(boolean wanted) {
        link.ifPresent(it -> it.reading(wanted));
    }

    /** Ends the stream. */
    public void close() {
        leaving = true;
        link.ifPresent(Link::close);
    }

    // ---- the connection --------------------------------------------------------------------

    @Override
    public void connected() {
        boolean bare = shared.target().security() == Target.Security.DIRECT && !tlsBegun;
        if (bare) {
            secure();
        } else {
            login.ifPresent(Login::connected);
        }
    }

    @Override
    public void secure() {
        tlsBegun = true;
        // without the peer's name: no session is resumed, every handshake is a full one
        var engine = shared.tls().createSSLEngine();
        engine.setUseClientMode(true);
        link.orElseThrow().secure(engine);
    }

    @Override
    public void received(byte[] bytes, int from, int to) {
        splitter.feed(bytes, from, to);
    }

    @Override
    public void lost(String why) {
        if (leaving || waiting) {
            return;
        }
        if (resumption.isPresent() && resumption.get().begun()) {
            away(resumption.get(), why);
        } else {
            leaving = true;
            listener.lost(this, why);
        }
    }

    // ---- coming back -----------------------------------------------------------------------

    private void away(Resumption session, String why) {
        waiting = true;
        session.dropped();
        link.ifPresent(Link::abort);
        long now = System.nanoTime();
        if (leftAt.isEmpty()) {
            leftAt = Optional.of(now);
            listener.left(this, why);
        }
        if (now - leftAt.get() > PATIENCE) {
            gone("is not back: " + why);
        } else {
            Thread.ofVirtual().start(this::later);
        }
    }

    private void later() {
        LockSupport.parkNanos(AGAIN);
        loop.execute(this::again);
    }

    private void again() {
        waiting = false;
        if (leaving) {
            return;
        }
        splitter = new Splitter(this);
        tlsBegun = false;
        Optional<Login.Previous> previous =
                resumption.map(it -> new Login.Previous(it.id(), handled));
        login = Optional.of(new Login(shared, account, previous, this));
        open();
    }

    @Override
    public void resumed(long count) {
        resumption.orElseThrow().resumed(count, link.orElseThrow());
        login = Optional.empty();
        long since = leftAt.orElseThrow();
        leftAt = Optional.empty();
        listener.back(this, since);
    }

    @Override
    public void gone(String why) {
        leaving = true;
        link.ifPresent(Link::abort);
        listener.lost(this, why);
    }

    // ---- the login -------------------------------------------------------------------------

    @Override
    public void say(String xml) {
        link.ifPresent(it -> it.write(xml));
    }

    @Override
    public void restart() {
        splitter.restart();
    }

    @Override
    public void ready(String bound, String enabled) {
        address = bound;
        managed = !enabled.isEmpty();
        login = Optional.empty();
        resumption.ifPresent(it -> it.begin(Scan.attribute(enabled, "id"), link.orElseThrow()));
        listener.ready(this);
        if (shared.purpose() == Purpose.REGISTER) {
            close();
        }
    }

    @Override
    public void refused(String why) {
        lost(why);
        link.ifPresent(Link::abort);
    }

    // ---- the stream ------------------------------------------------------------------------

    @Override
    public void opened() {
        // the features follow
    }

    @Override
    public void stanza(byte[] bytes, int from, int to) {
        if (login.isPresent()) {
            login.get().hear(Scan.text(bytes, from, to));
        } else if (Scan.at(bytes, from, to, REQUEST)) {
            say("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
        } else if (Scan.at(bytes, from, to, ACKNOWLEDGEMENT)) {
            long count = Long.parseLong(Scan.attribute(bytes, from, to, "h"));
            resumption.ifPresent(it -> it.acknowledged(count));
        } else if (Scan.at(bytes, from, to, STREAM_ERROR)) {
            refused(Scan.text(bytes, from, to));
        } else {
            counted(bytes, from, to);
        }
    }

    private void counted(byte[] bytes, int from, int to) {
        boolean iq = Scan.at(bytes, from, to, IQ);
        if (iq || Scan.at(bytes, from, to, MESSAGE) || Scan.at(bytes, from, to, PRESENCE)) {
            handled++;
        }
        if (!iq || !answered(bytes, from, to)) {
            listener.stanza(this, bytes, from, to);
        }
    }

    /** A request of the server, such as a roster push, has to be answered (RFC 6120 §8.2.3). */
    private boolean answered(byte[] bytes, int from, int to) {
        String type = Scan.attribute(bytes, from, to, "type");
        if (!type.equals("get") && !type.equals("set")) {
            return false;
        }
        String asker = Scan.attribute(bytes, from, to, "from");
        String back = asker.isEmpty() ? "" : "' to='" + asker;
        send("<iq type='result' id='" + Scan.attribute(bytes, from, to, "id") + back + "'/>");
        return true;
    }

    @Override
    public void closed() {
        lost("the server has closed the stream");
        loop.execute(() -> link.ifPresent(Link::abort));
    }
}
