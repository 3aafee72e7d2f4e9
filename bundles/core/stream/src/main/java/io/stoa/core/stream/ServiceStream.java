package io.stoa.core.stream;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ContentNamespace;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Connection;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.PeerStream;
import io.stoa.stream.StreamException;
import io.stoa.xml.Element;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlException;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stream of a peer that is no client. Bytes come in on the I/O thread, everything else is done
 * by the stream's worker, a virtual thread that exists only while there is something to do; reading
 * pauses while much waits for it. Its protocol is told of everything in order.
 */
final class ServiceStream implements OpenStream, PeerStream, XmlEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceStream.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StreamHub hub;
    private final Connection connection;
    private final PeerProtocol protocol;
    private final ContentNamespace content;
    private final XmlReader reader;
    private final String id = newId();
    private final Inbox inbox = new Inbox();
    private final Stranger stranger;
    private final ReadingPause pause;
    private final OwnHalf ours = new OwnHalf();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final End end = new End();
    // on the worker only
    private PeerProtocol.@Nullable Conversation conversation;
    private volatile String domain = "";
    // on the I/O thread only
    private boolean wanted;

    ServiceStream(StreamHub hub, Connection connection, PeerProtocol protocol) {
        this.hub = hub;
        this.connection = connection;
        this.protocol = protocol;
        this.content = new ContentNamespace(protocol.namespace());
        XmlLimits limits = XmlLimits.DEFAULT.withStanzaBytes(hub.limits().stanzaBytes());
        this.reader = new XmlReader(limits, this, hub.parsers());
        this.pause = new ReadingPause(connection);
        this.stranger = new Stranger(hub, connection, this::tooSlow);
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void tooSlow() {
        close(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "authenticate faster"));
    }

    // ── what the connection feeds, on the I/O thread ──

    @Override
    public void bytes(ByteBuffer utf8) {
        if (closing.get()) {
            return;
        }
        if (stranger.tooMuch(utf8.remaining())) {
            close(StreamError.of(StreamCondition.POLICY_VIOLATION, "authenticate first"));
            return;
        }
        try {
            reader.feed(utf8);
        } catch (XmlException broken) {
            enqueue(new Inbox.Event.Broken(ReaderErrors.streamError(broken)));
        } catch (RuntimeException failure) {
            // a boundary: the failure of one stream must not reach the I/O thread's others
            LOG.error("reading from {} failed", this, failure);
            enqueue(new Inbox.Event.Broken(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR)));
        }
        settle();
    }

    /** After a batch of bytes: reading pauses before the worker starts. */
    private void settle() {
        boolean busy = inbox.size() >= StreamLimits.INBOX;
        if (busy && pause.begin() && !wanted && inbox.idle()) {
            // the worker ended in between and has not seen the pause
            resume();
        }
        if (wanted) {
            wanted = false;
            startWorker();
        }
    }

    private void startWorker() {
        Thread.ofVirtual().name("stoa-stream").start(this::work);
    }

    private void enqueue(Inbox.Event event) {
        wanted |= inbox.add(event);
    }

    @Override
    public void opened(Element header, String contentNamespace) {
        enqueue(new Inbox.Event.Opened(header, contentNamespace));
    }

    @Override
    public void element(Element element) {
        enqueue(new Inbox.Event.Arrived(content.inside(element)));
    }

    /** Whoever is trusted is told which stanza was too much, and keeps the stream (§13.12). */
    @Override
    public void oversized(Element start, XmlException limit) {
        Element stanza = content.inside(start);
        if (stranger.unknown() || !Stanza.isStanza(stanza)) {
            throw limit;
        }
        String text = String.valueOf(limit.getMessage());
        enqueue(new Inbox.Event.Skipped(stanza, StanzaError.of(Condition.POLICY_VIOLATION, text)));
    }

    @Override
    public void streamClosed() {
        enqueue(new Inbox.Event.Ended());
    }

    @Override
    public void secured() {
        LOG.debug("TLS is established with {}", connection.peer());
    }

    /** §4.6.1: a peer may have nothing to say for days; TCP finds out whether it is there. */
    @Override
    public void idle() {
        probe();
    }

    @Override
    public void probe() {
        if (!closing.get()) {
            ours.say(() -> connection.write(Wire.space()));
        }
    }

    @Override
    public void closed() {
        closing.set(true);
        addEnd();
    }

    private void addEnd() {
        if (inbox.add(new Inbox.Event.Ended())) {
            startWorker();
        }
    }

    // ── what the worker does ──

    private void work() {
        Inbox.Event event = inbox.takeOrEnd();
        while (event != null) {
            handle(event);
            if (inbox.size() <= StreamLimits.INBOX / 4) {
                resume();
            }
            event = inbox.takeOrEnd();
        }
        resume();
    }

    private void resume() {
        if (!closing.get()) {
            pause.end();
        }
    }

    private void handle(Inbox.Event event) {
        if (finished.get()) {
            return;
        }
        try {
            switch (event) {
                case Inbox.Event.Opened(Element header, String namespace) ->
                        open(header, namespace);
                case Inbox.Event.Arrived(Element element) -> conversation().received(element);
                case Inbox.Event.Skipped(Element start, StanzaError error) ->
                        conversation().skipped(start, error);
                case Inbox.Event.Broken(StreamError error) -> end(error);
                case Inbox.Event.Ended ended -> ended();
                case Inbox.Event.Continued continued -> throw unexpected(event);
                case Inbox.Event.Refused refused -> throw unexpected(event);
            }
        } catch (StreamException reason) {
            end(reason.error());
        } catch (RuntimeException failure) {
            // a boundary: the stream ends, the server goes on
            LOG.error("a stream failed: {}", this, failure);
            end(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
        }
    }

    /** Ends the stream from the worker: a peer that sees the error may come back at once. */
    private void end(StreamError reason) {
        boolean ours = closing.compareAndSet(false, true);
        finish();
        if (ours) {
            writeError(reason);
        }
    }

    private void writeError(StreamError reason) {
        LOG.debug("closing {}: {}", this, reason);
        ours.end(() -> writeHeader(""), () -> connection.write(Wire.error(reason)));
        connection.close();
    }

    private static IllegalStateException unexpected(Inbox.Event event) {
        return new IllegalStateException("not of a stream without a session: " + event);
    }

    private PeerProtocol.Conversation conversation() {
        PeerProtocol.Conversation present = conversation;
        if (present == null) {
            throw new StreamException(StreamCondition.BAD_FORMAT, "open a stream first");
        }
        return present;
    }

    private void open(Element header, String namespace) {
        if (closing.get()) {
            return;
        }
        StreamHeader checked = StreamHeader.plain(header, namespace, content.name());
        checked.error()
                .ifPresent(
                        error -> {
                            throw new StreamException(error);
                        });
        domain = checked.domain();
        conversation = protocol.opened(this);
        ours.begin(() -> writeHeader(domain));
    }

    private void writeHeader(String from) {
        connection.write(Wire.plainHeader(content.name(), id, from));
    }

    private void ended() {
        boolean byPeer = closing.compareAndSet(false, true);
        finish();
        if (byPeer) {
            // §4.4: the peer closed its stream: close ours, then the connection; whoever sees the
            // end knows that it is over
            ours.end(() -> writeHeader(""), () -> connection.write(Wire.end()));
            connection.close();
        }
    }

    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        stranger.gone();
        try {
            PeerProtocol.Conversation present = conversation;
            if (present != null) {
                present.ended();
            }
        } finally {
            hub.ended(this);
            end.came();
        }
    }

    // ── what the protocol and the hub use, on any thread ──

    @Override
    public String domain() {
        return domain;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String origin() {
        return (connection.tls().isPresent() ? "tls " : "tcp ") + connection.peer();
    }

    @Override
    public void trusted() {
        stranger.known();
    }

    @Override
    public void write(Element element) {
        if (!closing.get()) {
            connection.write(Wire.element(element));
        }
    }

    @Override
    public long pendingBytes() {
        return connection.pendingBytes();
    }

    /** The connection's end, which follows, ends the conversation. */
    @Override
    public void close(StreamError reason) {
        if (closing.compareAndSet(false, true)) {
            writeError(reason);
        }
    }

    @Override
    public void fail(StreamError error, boolean keep) {
        close(error);
        addEnd();
    }

    @Override
    public boolean awaitEnd(long patience, TimeUnit unit) {
        return end.await(patience, unit);
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? origin() : domain + " (" + origin() + ")";
    }
}
