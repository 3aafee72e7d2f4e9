package io.stoa.core.stream;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Connection;
import io.stoa.stream.Entry;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * The negotiation of one stream (RFC 6120 §4.3): the header, the features, and whoever answers
 * them. On the stream's worker only, except {@link #writeError}.
 */
final class StreamNegotiation implements Negotiation {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final StreamHub hub;
    private final ClientStream stream;
    private final Connection connection;
    private final Entry entry;
    private final OwnHalf ours = new OwnHalf();
    private boolean open;
    private String domain = "";
    private String id = "";
    private String lang = "";
    private @Nullable BareJid account;
    // also read by the I/O thread, after the stream has published its session
    private volatile @Nullable Session session;

    StreamNegotiation(StreamHub hub, ClientStream stream, Connection connection, Entry entry) {
        this.hub = hub;
        this.stream = stream;
        this.connection = connection;
        this.entry = entry;
    }

    /** The peer's header: ours answers it (§4.7), then the features (§4.3.2). */
    void opened(Element header, String contentNamespace) {
        id = newId();
        lang = header.attribute("http://www.w3.org/XML/1998/namespace", "lang");
        StreamHeader checked = StreamHeader.of(header, contentNamespace);
        String addressed = checked.domain();
        boolean served = hub.domains().serves(addressed);
        // §4.9.1.2: even an error comes after a header; it names us only if we are who was meant
        String from = served ? addressed : "";
        ByteBuffer begin = Wire.header(id, from, lang.isEmpty() ? "en" : lang);
        if (!served || checked.error().isPresent()) {
            ours.begin(() -> connection.write(begin));
            throw refused(checked, addressed);
        }
        domain = addressed;
        open = true;
        // as one: else the client is woken by what it can do nothing with
        ByteBuffer both = Wire.together(begin, Wire.features(hub.features().advertised(this)));
        ours.begin(() -> connection.write(both));
    }

    private static StreamException refused(StreamHeader header, String addressed) {
        return header.error()
                .map(StreamException::new)
                .orElseGet(
                        () ->
                                new StreamException(
                                        StreamCondition.HOST_UNKNOWN,
                                        "this server does not serve " + addressed));
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What is no stanza of a bound session: whoever answers it, or an error. */
    void element(Element element) throws InterruptedException {
        if (!open) {
            throw new StreamException(StreamCondition.BAD_FORMAT, "open a stream first");
        }
        Element key = session == null && isIq(element) ? payload(element) : element;
        try {
            StreamFeature.Next next =
                    hub.features()
                            .negotiate(key.name(), element, this)
                            .orElseThrow(() -> unanswered(element));
            if (next == StreamFeature.Next.RESTART) {
                restart();
            }
        } finally {
            stream.letStanzasGo();
        }
    }

    /**
     * A nonza of a bound session whose feature never blocks, on the I/O thread.
     *
     * @return false when it is another's affair
     */
    boolean inline(Element nonza) {
        try {
            return hub.features().negotiateInline(nonza, this);
        } catch (StreamException reason) {
            stream.fail(reason.error());
            return true;
        }
    }

    private StreamException unanswered(Element element) {
        if (session == null) {
            // §4.9.3.12
            return new StreamException(
                    StreamCondition.NOT_AUTHORIZED, "not before you are logged in");
        }
        return new StreamException(
                StreamCondition.UNSUPPORTED_STANZA_TYPE,
                "{" + element.namespace() + "}" + element.local());
    }

    private static boolean isIq(Element element) {
        return element.is(Stanza.CLIENT, "iq");
    }

    private static Element payload(Element iq) {
        return iq.elements().findFirst().orElse(iq);
    }

    private void restart() {
        if (!stream.nothingSurplus()) {
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION, "wait for the answer, then open a stream");
        }
        open = false;
        ours.again();
        stream.restart();
    }

    /** Ends our stream, opening it first if need be (§4.4, §4.9.1.1). */
    void writeEnd() {
        ours.end(this::writeHeader, () -> connection.write(Wire.end()));
    }

    /** Ends our stream with an error (§4.9.1). On any thread. */
    void writeError(StreamError error) {
        ours.end(this::writeHeader, () -> connection.write(Wire.error(error)));
    }

    private void writeHeader() {
        connection.write(Wire.header(newId(), "", "en"));
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public String domain() {
        return domain;
    }

    @Override
    public String streamId() {
        return id;
    }

    @Override
    public String lang() {
        return lang;
    }

    @Override
    public String peer() {
        return connection.peer();
    }

    @Override
    public Element read() throws InterruptedException {
        return hub.features().await(stream::read);
    }

    @Override
    public void write(Element element) {
        connection.write(Wire.element(element));
    }

    @Override
    public void secure(SSLContext tls, Element lastInClear) {
        if (!stream.nothingSurplus()) {
            // §5.4.3.3: what was sent in clear behind <starttls/> may be an attacker's
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION, "nothing may follow <starttls/>");
        }
        connection.startTls(tls, Wire.element(lastInClear));
    }

    @Override
    public boolean secured() {
        return connection.tls().isPresent();
    }

    @Override
    public Optional<SSLSession> tls() {
        return connection.tls();
    }

    @Override
    public void authenticated(BareJid who) {
        account = who;
    }

    @Override
    public Optional<BareJid> account() {
        return Optional.ofNullable(account);
    }

    @Override
    public Session bind(String resource) {
        BareJid who =
                account()
                        .orElseThrow(
                                () ->
                                        new StreamException(
                                                StreamCondition.NOT_AUTHORIZED,
                                                "authenticate first"));
        try {
            // whoever finds the session may send to it before the client knows its address
            stream.holdStanzas();
            Session opened = hub.registry().open(who.with(resource), stream);
            session = opened;
            stream.bound(opened);
            return opened;
        } catch (JidException malformed) {
            throw new StanzaException(
                    StanzaError.of(Condition.BAD_REQUEST, String.valueOf(malformed.getMessage())));
        }
    }

    @Override
    public boolean resume(Tracking tracking, Function<Tracking, Element> answer) {
        if (!hub.registry().attach(tracking, stream, answer)) {
            return false;
        }
        session = tracking.session();
        stream.bound(tracking.session());
        return true;
    }

    @Override
    public int elementBytes() {
        return account == null
                ? Math.min(hub.limits().stanzaBytes(), hub.limits().bytesBeforeLogin())
                : hub.limits().stanzaBytes();
    }

    @Override
    public Optional<Session> session() {
        return Optional.ofNullable(session);
    }
}
