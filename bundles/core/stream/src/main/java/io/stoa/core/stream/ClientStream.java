package io.stoa.core.stream;

import io.stoa.bus.Passage;
import io.stoa.bus.Schedule;
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
import io.stoa.stream.Intake;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's stream (RFC 6120 §4). Bytes come in on the I/O thread. Until a resource is bound
 * everything is handled by the stream's worker, a virtual thread, in lock-step: reading pauses
 * while the worker is busy, so that a stranger costs little and nothing can be slipped in before
 * TLS. Afterwards a stanza is carried by the I/O thread itself as far as nothing blocks, and by the
 * worker from there. The worker exists only while there is something to do.
 */
final class ClientStream implements Intake, Outlet, XmlEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);

    private final StreamHub hub;
    private final Connection connection;
    private final Inbox inbox = new Inbox();
    private final StreamNegotiation negotiation;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean stranger = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Schedule.Job loginTimer;
    private volatile XmlReader reader;
    private volatile @Nullable Session session;
    private final AtomicBoolean paused = new AtomicBoolean();
    // on the I/O thread only
    private int received;
    private int silentIntervals;
    private boolean wanted;

    ClientStream(StreamHub hub, Connection connection, Entry entry) {
        this.hub = hub;
        this.connection = connection;
        this.reader = newReader();
        this.negotiation = new StreamNegotiation(hub, this, connection, entry);
        this.loginTimer = hub.schedule().after(hub.limits().login(), this::tooSlow);
    }

    private XmlReader newReader() {
        XmlLimits limits = XmlLimits.DEFAULT.withStanzaBytes(hub.limits().stanzaBytes());
        return new XmlReader(limits, this, hub.parsers());
    }

    private void tooSlow() {
        if (session == null) {
            fail(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "log in faster"));
        }
    }

    // ── what the connection feeds, on the I/O thread ──

    @Override
    public void bytes(ByteBuffer utf8) {
        if (closing.get() || tooMuchFromStranger(utf8.remaining())) {
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

    private boolean tooMuchFromStranger(int bytes) {
        if (!stranger.get()) {
            return false;
        }
        received += bytes;
        if (received <= hub.limits().bytesBeforeLogin()) {
            return false;
        }
        fail(StreamError.of(StreamCondition.POLICY_VIOLATION, "log in first"));
        return true;
    }

    /** After a batch of bytes: reading pauses before the worker starts. */
    private void settle() {
        boolean busy = session == null ? !inbox.idle() : inbox.size() >= StreamLimits.INBOX;
        if (busy && !paused.get()) {
            connection.pauseReading();
            paused.set(true);
            if (!wanted && inbox.idle()) {
                // the worker ended in between and has not seen the pause
                resume();
            }
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
        if (bound != null && !wanted && Stanza.isStanza(element) && inbox.idle()) {
            carry(element, bound);
        } else {
            enqueue(new Inbox.Event.Arrived(element));
        }
    }

    /** The I/O thread carries a stanza as far as nothing blocks. */
    private void carry(Element element, Session bound) {
        Passage passage = passage(element, bound);
        if (passage != null && !passage.advance(false)) {
            enqueue(new Inbox.Event.Continued(passage));
        }
    }

    private @Nullable Passage passage(Element element, Session bound) {
        try {
            return hub.bus().passage(Stanza.from(element), bound);
        } catch (StanzaException malformed) {
            MalformedStanza.answer(element, malformed.error(), bound);
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
        MalformedStanza.answer(start, StanzaError.of(Condition.POLICY_VIOLATION, text), bound);
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
        if (session == null || closing.get()) {
            return;
        }
        silentIntervals++;
        if (hub.limits().silentFor(silentIntervals)) {
            // §4.6.2: whoever lives would have said something by now
            fail(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "nothing was heard of you"));
        } else {
            connection.write(Wire.space());
        }
    }

    @Override
    public void closed() {
        closing.set(true);
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
        } catch (InterruptedException ended) {
            finish();
        }
    }

    private void handle(Inbox.Event event) throws InterruptedException {
        try {
            switch (event) {
                case Inbox.Event.Opened(Element header, String content) ->
                        negotiation.opened(header, content);
                case Inbox.Event.Arrived(Element element) -> arrived(element);
                case Inbox.Event.Continued(Passage passage) -> passage.advance(true);
                case Inbox.Event.Broken(StreamError error) -> fail(error);
                case Inbox.Event.Ended ended -> ended();
            }
        } catch (StreamException reason) {
            fail(reason.error());
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
            passage.advance(true);
        }
    }

    private void ended() {
        boolean byPeer = closing.compareAndSet(false, true);
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
        loginTimer.cancel();
        noLongerStranger();
        Session bound = session;
        try {
            if (bound != null) {
                leave(bound);
            }
        } finally {
            // last: who awaits the end stops what those who are told of it need, such as storage
            hub.ended(this);
            end.countDown();
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
        if (!closing.get() && paused.compareAndSet(true, false)) {
            connection.resumeReading();
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
        loginTimer.cancel();
        noLongerStranger();
    }

    private void noLongerStranger() {
        if (stranger.compareAndSet(true, false)) {
            hub.known(connection);
        }
    }

    // ── what the session uses, on any thread ──

    @Override
    public void write(Stanza stanza) {
        if (closing.get()) {
            return;
        }
        connection.write(Wire.element(stanza.toElement()));
        if (connection.pendingBytes() > hub.limits().pendingBytes()) {
            fail(StreamError.of(StreamCondition.POLICY_VIOLATION, "read faster"));
        }
    }

    @Override
    public void close(StreamError reason) {
        fail(reason);
    }

    /** Closes the stream with an error, whoever finds it (§4.9.1.1). */
    void fail(StreamError error) {
        if (closing.compareAndSet(false, true)) {
            LOG.debug("closing {}: {}", this, error);
            negotiation.writeError(error);
            connection.close();
        }
    }

    boolean awaitEnd(long patience, TimeUnit unit) {
        try {
            return end.await(patience, unit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
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
