package io.stoa.core.stream;

import io.stoa.bus.Passage;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Connection;
import io.stoa.stream.Entry;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client's stream (RFC 6120 §4). Bytes come in on the I/O thread. Until a resource is bound
 * everything is handled by the stream's worker, a virtual thread, in lock-step: reading pauses
 * while the worker is busy, so that a stranger costs little and nothing can be slipped in before
 * TLS. Afterwards a stanza is carried by the I/O thread itself as far as nothing blocks, and by the
 * worker from there. The worker exists only while there is something to do.
 */
final class ClientStream implements OpenStream, Outlet, XmlEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);

    /** How long a handler may take before nobody waits for it who resumes the session. */
    private static final long RELEASE_SECONDS = 5;

    private final StreamHub hub;
    private final Connection connection;
    private final Inbox inbox = new Inbox();
    private final StreamNegotiation negotiation;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    // held while the I/O thread carries something itself
    private final ReentrantLock carrying = new ReentrantLock();
    // a stream that is lost, not closed, leaves its session to be resumed
    private volatile boolean keepsSession = true;
    private volatile @Nullable Cork cork;
    private final Stranger stranger;
    private final End end = new End();
    private volatile XmlReader reader;
    private volatile @Nullable Session session;
    private final ReadingPause pause;
    // on the worker only: the stream has ended or broken while a feature waited for the client
    private boolean cut;
    // on the I/O thread only
    private int silentIntervals;
    private boolean wanted;

    ClientStream(StreamHub hub, Connection connection, Entry entry) {
        this.hub = hub;
        this.connection = connection;
        this.reader = newReader();
        this.negotiation = new StreamNegotiation(hub, this, connection, entry);
        this.pause = new ReadingPause(connection);
        this.stranger = new Stranger(hub, connection, this::tooSlow);
    }

    private XmlReader newReader() {
        XmlLimits limits = XmlLimits.DEFAULT.withStanzaBytes(hub.limits().stanzaBytes());
        return new XmlReader(limits, this, hub.parsers());
    }

    private void tooSlow() {
        fail(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "log in faster"));
    }

    // ── what the connection feeds, on the I/O thread ──

    @Override
    public void bytes(ByteBuffer utf8) {
        if (closing.get()) {
            return;
        }
        if (stranger.tooMuch(utf8.remaining())) {
            fail(StreamError.of(StreamCondition.POLICY_VIOLATION, "log in first"));
            return;
        }
        silentIntervals = 0;
        try {
            reader.feed(utf8);
        } catch (XmlException broken) {
            enqueue(new Inbox.Event.Broken(ReaderErrors.streamError(broken)));
        } catch (RuntimeException failure) {
            // a boundary: the failure of one stream must not reach the I/O thread's others
            LOG.error("reading from {} failed", this, failure);
            enqueue(broken());
        }
        settle();
    }

    private static Inbox.Event broken() {
        return new Inbox.Event.Broken(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
    }

    /** After a batch of bytes: reading pauses before the worker starts. */
    private void settle() {
        boolean busy = session == null ? !inbox.idle() : inbox.size() >= StreamLimits.INBOX;
        if (busy && pause.begin() && !wanted && inbox.idle()) {
            // the worker ended in between and has not seen the pause
            resume();
        }
        if (wanted) {
            wanted = false;
            Thread.ofVirtual().name("stoa-stream").start(this::work);
        }
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
        Session bound = session;
        if (bound == null || wanted || !handledInline(element, bound)) {
            enqueue(new Inbox.Event.Arrived(element));
        }
    }

    /** What never blocks the I/O thread handles itself, unless something waits before it. */
    private boolean handledInline(Element element, Session bound) {
        carrying.lock();
        try {
            if (closing.get()) {
                // nobody counts it: who resumes the session sends it again
                return true;
            }
            if (!inbox.idle()) {
                return false;
            }
            if (!Stanza.isStanza(element)) {
                return negotiation.inline(element);
            }
            carry(element, bound);
            return true;
        } finally {
            carrying.unlock();
        }
    }

    /** The I/O thread carries a stanza as far as nothing blocks. */
    private void carry(Element element, Session bound) {
        Passage passage = passage(element, bound);
        if (passage != null && !advance(passage, bound, false)) {
            enqueue(new Inbox.Event.Continued(passage, bound));
        }
    }

    private boolean advance(Passage passage, Session bound, boolean mayBlock) {
        return hub.registry().handling(bound, () -> passage.advance(mayBlock));
    }

    private @Nullable Passage passage(Element element, Session bound) {
        try {
            return hub.bus().passage(Stanza.from(element), bound);
        } catch (StanzaException malformed) {
            refuse(element, malformed.error(), bound);
            return null;
        }
    }

    /** Whoever has logged in is told which stanza was too much, and keeps the stream (§13.12). */
    @Override
    public void oversized(Element start, XmlException limit) {
        Session bound = session;
        if (bound == null || !Stanza.isStanza(start)) {
            throw limit;
        }
        String text = String.valueOf(limit.getMessage());
        StanzaError error = StanzaError.of(Condition.POLICY_VIOLATION, text);
        if (wanted || !inbox.idle()) {
            // what came before it is answered before it
            enqueue(new Inbox.Event.Refused(start, error, bound));
        } else if (!closing.get()) {
            refuse(start, error, bound);
        }
    }

    /** What is refused before it is a stanza counts as one that was handled. */
    private void refuse(Element start, StanzaError error, Session bound) {
        hub.registry()
                .handling(
                        bound,
                        () -> {
                            MalformedStanza.answer(start, error, bound);
                            return true;
                        });
    }

    /** The peer's {@code </stream:stream>} (§4.4). */
    @Override
    public void streamClosed() {
        enqueue(new Inbox.Event.Ended());
    }

    @Override
    public void secured() {
        LOG.debug("TLS is established with {}", connection.peer());
    }

    @Override
    public void idle() {
        Session bound = session;
        if (bound == null || closing.get()) {
            return;
        }
        silentIntervals++;
        Optional<Boolean> asked = hub.registry().ask(bound);
        if (hub.limits().silentFor(silentIntervals) || asked.equals(Optional.of(false))) {
            // §4.6.2: whoever lives would have said something by now
            fail(
                    StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "nothing was heard of you"),
                    true);
        } else if (asked.isEmpty()) {
            connection.write(Wire.space());
        }
    }

    @Override
    public void closed() {
        closing.set(true);
        addEnd();
    }

    private void addEnd() {
        if (inbox.add(new Inbox.Event.Ended())) {
            Thread.ofVirtual().name("stoa-stream").start(this::work);
        }
    }

    // ── what the worker does ──

    private void work() {
        try {
            Inbox.Event event = inbox.takeOrEnd();
            while (event != null) {
                handle(event);
                if (inbox.size() <= StreamLimits.INBOX / 4 && session != null) {
                    resume();
                }
                event = inbox.takeOrEnd();
            }
            resume();
        } catch (InterruptedException stuck) {
            // a feature hung, and was interrupted
            fail(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR), true);
            finish();
        }
    }

    private void handle(Inbox.Event event) throws InterruptedException {
        if (finished.get()) {
            return;
        }
        try {
            switch (event) {
                case Inbox.Event.Opened(Element header, String content) ->
                        negotiation.opened(header, content);
                case Inbox.Event.Arrived(Element element) -> arrived(element);
                case Inbox.Event.Continued(Passage passage, Session bound) ->
                        advance(passage, bound, true);
                case Inbox.Event.Refused(Element start, StanzaError error, Session bound) ->
                        refuse(start, error, bound);
                case Inbox.Event.Broken(StreamError error) -> fail(error);
                case Inbox.Event.Ended ended -> ended();
                case Inbox.Event.Skipped skipped ->
                        throw new IllegalStateException("not of a client: " + skipped);
            }
        } catch (StreamException reason) {
            fail(reason.error());
        } catch (InterruptedException reason) {
            if (!cut) {
                throw reason;
            }
            // what has cut the negotiation short comes next
        } catch (RuntimeException failure) {
            // a boundary: the stream ends, the server goes on
            LOG.error("a stream failed: {}", this, failure);
            fail(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
        }
    }

    private void arrived(Element element) throws InterruptedException {
        Session bound = session;
        if (bound == null || !Stanza.isStanza(element)) {
            negotiation.element(element);
            return;
        }
        Passage passage = passage(element, bound);
        if (passage != null) {
            advance(passage, bound, true);
        }
    }

    private void ended() {
        boolean byPeer = closing.compareAndSet(false, true);
        if (byPeer) {
            // XEP-0198 §7: a client that closes its stream ends its session
            keepsSession = false;
        }
        finish();
        if (byPeer) {
            // the peer closed its stream: close ours, then the connection (§4.4); whoever sees the
            // end knows that the session is over
            negotiation.writeEnd();
            connection.close();
        }
    }

    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        stranger.gone();
        Session bound = session;
        try {
            if (bound != null && !(keepsSession && hub.registry().detach(bound, this))) {
                leave(bound);
            }
        } finally {
            // last: who awaits the end stops what those who are told of it need, such as storage
            hub.ended(this);
            end.came();
        }
    }

    /** RFC 6121 §4.5.3: the server says unavailable in the client's name; then the session ends. */
    private void leave(Session bound) {
        boolean replaced =
                hub.registry().find(bound.address()).filter(it -> !it.equals(bound)).isPresent();
        if (!replaced) {
            hub.bus().passage(Presence.of(PresenceType.UNAVAILABLE), bound).advance(true);
        }
        hub.registry().close(bound);
    }

    private void resume() {
        if (!closing.get()) {
            pause.end();
        }
    }

    // ── what the negotiation uses, on the worker ──

    /** Waits for the next element; the stream's end becomes an interrupt. */
    Element read() throws InterruptedException {
        if (inbox.size() == 0) {
            resume();
        }
        Inbox.Event event = inbox.take();
        if (event instanceof Inbox.Event.Arrived(Element element)) {
            return element;
        }
        inbox.putBack(event);
        cut = true;
        throw new InterruptedException("the stream has ended or broken");
    }

    /** Tells whether nothing has come after what is being handled. */
    boolean nothingSurplus() {
        return inbox.size() == 0 && reader.clean();
    }

    /** Begins a new stream on the same connection (§4.3.3, §5.4.3.3). */
    void restart() {
        reader = newReader();
    }

    void bound(Session opened) {
        session = opened;
        stranger.known();
    }

    /** From now on stanzas wait until the negotiation step is over. */
    void holdStanzas() {
        cork = new Cork();
    }

    void letStanzasGo() {
        Cork present = cork;
        if (present != null) {
            present.pull(this::writeNow);
            cork = null;
        }
    }

    // ── what the session uses, on any thread ──

    @Override
    public void write(Stanza stanza) {
        nonza(stanza.toElement());
        if (connection.pendingBytes() > hub.limits().pendingBytes()) {
            fail(StreamError.of(StreamCondition.POLICY_VIOLATION, "read faster"), true);
        }
    }

    @Override
    public void nonza(Element nonza) {
        Cork present = cork;
        if (present == null || !present.hold(nonza)) {
            writeNow(nonza);
        }
    }

    private void writeNow(Element element) {
        if (!closing.get()) {
            connection.write(Wire.element(element));
        }
    }

    @Override
    public void close(StreamError reason) {
        fail(reason);
    }

    @Override
    public boolean awaitWritten(Duration patience) {
        return !closing.get() && connection.awaitWritten(patience) && !closing.get();
    }

    @Override
    public boolean release(StreamError reason) {
        fail(reason, true);
        // the I/O thread begins nothing any more; what it has begun, it ends or hands over
        carrying.lock();
        try {
            addEnd();
        } finally {
            carrying.unlock();
        }
        return awaitEnd(RELEASE_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes the stream with an error, whoever finds it (§4.9.1.1), and the session with it. */
    void fail(StreamError error) {
        fail(error, false);
    }

    @Override
    public void fail(StreamError error, boolean keep) {
        if (closing.compareAndSet(false, true)) {
            keepsSession = keep;
            LOG.debug("closing {}: {}", this, error);
            negotiation.writeError(error);
            connection.close();
        }
    }

    @Override
    public boolean awaitEnd(long patience, TimeUnit unit) {
        return end.await(patience, unit);
    }

    @Override
    public boolean encrypted() {
        return connection.tls().isPresent();
    }

    @Override
    public String origin() {
        return (connection.tls().isPresent() ? "tls " : "tcp ") + connection.peer();
    }

    @Override
    public String toString() {
        Session bound = session;
        return bound == null ? origin() : bound.address() + " (" + origin() + ")";
    }
}
