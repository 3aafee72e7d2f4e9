package io.stoa.core.session;

import io.stoa.jid.FullJid;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A session as the registry keeps it. Thread-safe: stanzas pass the delivery filters and reach the
 * outlet under a lock of the session's own, so that the order of calls is the order on the wire.
 */
final class BoundSession implements Session {

    private final FullJid address;
    private final Outlet outlet;
    private final DeliveryChain filters;
    private final Consumer<BoundSession> unregister;
    private final long sinceMillis = System.currentTimeMillis();
    private final ReentrantLock wire = new ReentrantLock();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Presence presence;
    // made on first use: most idle sessions keep little (see docs/threading.md on the idle budget)
    private volatile @Nullable Map<String, Object> values;

    BoundSession(
            FullJid address,
            Outlet outlet,
            DeliveryChain filters,
            Consumer<BoundSession> unregister) {
        this.address = address;
        this.outlet = outlet;
        this.filters = filters;
        this.unregister = unregister;
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
    }

    /** Marks the end of the session; true for the first call only. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    @Override
    public void deliver(Stanza stanza) {
        wire.lock();
        try {
            filters.deliver(stanza, this, outlet::write);
        } finally {
            wire.unlock();
        }
    }

    @Override
    public void close(StreamError reason) {
        // first out of the registry: who replaces this session may bind at once (RFC 6120 §7.7.2.2)
        unregister.accept(this);
        outlet.close(reason);
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
        wire.lock();
        try {
            Map<String, Object> kept = values;
            if (kept == null) {
                kept = new ConcurrentHashMap<>(4);
                values = kept;
            }
            kept.put(key.name(), value);
        } finally {
            wire.unlock();
        }
    }

    @Override
    public void remove(Key<?> key) {
        Map<String, Object> kept = values;
        if (kept != null) {
            kept.remove(key.name());
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
