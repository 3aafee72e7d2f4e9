package io.stoa.core.session;

import io.stoa.core.session.backlog.Unacked;
import io.stoa.jid.FullJid;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A session as the registry keeps it. Thread-safe: stanzas pass the delivery filters and reach the
 * outlet under a lock of the session's own, so that the order of calls is the order on the wire.
 */
final class BoundSession implements Session {

    /** Where a session is in its life. */
    private enum Stage {
        ATTACHED,
        DETACHED,
        ENDING,
        ENDED
    }

    /** The outlet of a session that has no stream: nothing leaves. */
    private enum NoOutlet implements Outlet {
        INSTANCE;

        @Override
        public void write(Stanza stanza) {
            // it stays in the queue
        }

        @Override
        public void nonza(Element nonza) {
            // it concerns a stream, and there is none
        }

        @Override
        public void close(StreamError reason) {
            // nothing to close
        }

        @Override
        public boolean release(StreamError reason) {
            return true;
        }

        @Override
        public boolean encrypted() {
            return false;
        }

        @Override
        public String origin() {
            return "-";
        }
    }

    /** As long as a commit may take before it is given up. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final FullJid address;
    private final DeliveryChain filters;
    private final SessionTable table;
    private final long sinceMillis;
    private final ReentrantLock wire = new ReentrantLock();
    private final Consumer<Stanza> onward = this::write;
    private volatile boolean repeats;
    // under the lock
    private boolean passed;
    private boolean noted;
    private volatile boolean recorded;
    private volatile Outlet outlet;
    private volatile Stage stage = Stage.ATTACHED;
    private volatile @Nullable Track track;
    private volatile @Nullable Presence presence;
    // made on first use: most idle sessions keep little (see docs/threading.md on the idle budget)
    private volatile @Nullable Map<String, Object> values;

    BoundSession(FullJid address, Outlet outlet, DeliveryChain filters, SessionTable table) {
        this.address = address;
        this.outlet = outlet;
        this.filters = filters;
        this.table = table;
        this.sinceMillis = System.currentTimeMillis();
    }

    /** Makes a session as it was before the process ended. */
    BoundSession(FullJid address, long sinceMillis, DeliveryChain filters, SessionTable table) {
        this.address = address;
        this.outlet = NoOutlet.INSTANCE;
        this.filters = filters;
        this.table = table;
        this.sinceMillis = sinceMillis;
        this.stage = Stage.DETACHED;
        this.repeats = true;
    }

    @Override
    public FullJid address() {
        return address;
    }

    @Override
    public Optional<Presence> presence() {
        return Optional.ofNullable(presence);
    }

    void presence(@Nullable Presence latest) {
        presence = latest;
        changed();
    }

    /** The lock under which everything happens that has to do with the order on the wire. */
    ReentrantLock wire() {
        return wire;
    }

    Outlet outlet() {
        return outlet;
    }

    @Nullable Track track() {
        return track;
    }

    /** Begins to track; under the lock. */
    void track(Track begun) {
        track = begun;
    }

    @Override
    public void deliver(Stanza stanza) {
        table.sends();
        wire.lock();
        try {
            passed = false;
            filters.deliver(stanza, this, onward);
            heldBack(stanza);
        } finally {
            wire.unlock();
        }
    }

    /** A filter may have held it back: with a session that can be resumed, that is kept, too. */
    private void heldBack(Stanza stanza) {
        Track tracking = track;
        if (!passed && tracking != null) {
            tracking.heldBack(stanza, filters.held(this));
        }
    }

    @Override
    public <T> void deliver(Stanza stanza, String cause, Key<T> key, T value) {
        wire.lock();
        try {
            passed = false;
            Unacked.Origin origin = Unacked.Origin.of(cause);
            filters.deliver(stanza, this, next -> writeKept(next, origin));
            heldBack(stanza);
            if (survives()) {
                put(key, value);
            }
        } finally {
            wire.unlock();
        }
    }

    @Override
    public void flush() {
        wire.lock();
        try {
            filters.flush(this, onward);
        } finally {
            wire.unlock();
        }
    }

    @Override
    public boolean settle() {
        Track tracking = track;
        return (tracking == null || !tracking.resumable())
                ? outlet.awaitWritten(SETTLING)
                : tracking.awaitDelivered(SETTLING);
    }

    @Override
    public boolean repeats() {
        return repeats;
    }

    @Override
    public void repeatsNoMore() {
        repeats = false;
    }

    private void write(Stanza stanza) {
        // presence tells a state: what it is after a crash is not what it was, so it is told again
        write(stanza, stanza instanceof Presence ? null : table.tracks().origin());
    }

    private void write(Stanza stanza, Unacked.@Nullable Origin origin) {
        passed = true;
        if (table.tracks().given().before(origin, address.bare())) {
            return;
        }
        Track tracking = track;
        if (tracking == null) {
            outlet.write(stanza);
        } else {
            tracking.deliver(stanza, origin);
        }
    }

    private void writeKept(Stanza stanza, Unacked.@Nullable Origin origin) {
        write(stanza, origin);
        table.tracks().given(origin, address.bare());
    }

    @Override
    public void close(StreamError reason) {
        // first out of the registry: who replaces this session may bind at once (RFC 6120 §7.7.2.2)
        boolean wasDetached = detached();
        table.close(this);
        if (wasDetached) {
            table.farewell(this);
        }
        outlet.close(reason);
    }

    @Override
    public boolean detached() {
        return stage == Stage.DETACHED;
    }

    boolean ended() {
        return stage == Stage.ENDED;
    }

    /** Lets go of a stream that was lost; false when it is not the one that carries the session. */
    boolean letGo(Outlet lost) {
        return move(Stage.ATTACHED, Stage.DETACHED, () -> outlet.equals(lost));
    }

    /** Takes a stream and does what comes first on it; false when the session is not detached. */
    boolean take(Outlet next, Runnable first) {
        wire.lock();
        try {
            if (stage != Stage.DETACHED) {
                return false;
            }
            stage = Stage.ATTACHED;
            outlet = next;
            first.run();
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** Begins the end of a detached session, from which on it cannot be resumed. */
    boolean beginEnd() {
        return move(Stage.DETACHED, Stage.ENDING, () -> true);
    }

    private boolean move(Stage from, Stage to, BooleanSupplier also) {
        wire.lock();
        try {
            if (stage != from || !also.getAsBoolean()) {
                return false;
            }
            stage = to;
            if (to != Stage.ATTACHED) {
                outlet = NoOutlet.INSTANCE;
            }
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** Marks the end of the session; true for the first call only. */
    boolean end() {
        wire.lock();
        try {
            boolean first = stage != Stage.ENDED;
            stage = Stage.ENDED;
            if (first && recorded) {
                note();
            }
            return first;
        } finally {
            wire.unlock();
        }
    }

    @Override
    public Instant since() {
        return Instant.ofEpochMilli(sinceMillis);
    }

    @Override
    public boolean encrypted() {
        return outlet.encrypted();
    }

    @Override
    public String origin() {
        return outlet.origin();
    }

    @Override
    public <T> Optional<T> get(Key<T> key) {
        Map<String, Object> kept = values;
        return kept == null
                ? Optional.empty()
                : Optional.ofNullable(kept.get(key.name())).map(key.type()::cast);
    }

    @Override
    public <T> void put(Key<T> key, T value) {
        put(key.name(), value);
        changed();
    }

    void put(String name, Object value) {
        wire.lock();
        try {
            Map<String, Object> kept = values;
            if (kept == null) {
                kept = new ConcurrentHashMap<>(4);
                values = kept;
            }
            kept.put(name, value);
        } finally {
            wire.unlock();
        }
    }

    @Override
    public void remove(Key<?> key) {
        Map<String, Object> kept = values;
        if (kept != null && kept.remove(key.name()) != null) {
            changed();
        }
    }

    /** What features keep here. */
    Map<String, Object> values() {
        Map<String, Object> kept = values;
        return kept == null ? Map.of() : kept;
    }

    private void changed() {
        Track tracking = track;
        if (tracking != null && tracking.resumable()) {
            tracking.stateChanged();
        } else {
            note();
        }
    }

    // ── the journal, as long as the session cannot be resumed ──

    /** Somebody may know of this session, who must learn of its end even if the process dies. */
    private void note() {
        wire.lock();
        try {
            if (!noted && known()) {
                noted = table.tracks().note(this);
            }
        } finally {
            wire.unlock();
        }
    }

    private boolean survives() {
        Track tracking = track;
        return tracking != null && tracking.resumable();
    }

    /** Also without presence somebody may have been told of it (RFC 6121 §4.6). */
    private boolean known() {
        return recorded || presence != null || !values().isEmpty();
    }

    /** Tells whether somebody may know of this session and nobody can resume it. */
    boolean passes() {
        return known() && !survives();
    }

    /** Has ended, or wants to be recorded as it is. Under the lock of the journal only. */
    Optional<Saved.Passing> passing() {
        wire.lock();
        try {
            noted = false;
            if (stage == Stage.ENDED || survives()) {
                return Optional.empty();
            }
            recorded = true;
            return Optional.of(Saved.Passing.of(this));
        } finally {
            wire.unlock();
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
