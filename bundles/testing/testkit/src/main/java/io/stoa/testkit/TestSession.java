package io.stoa.testkit;

import io.stoa.jid.FullJid;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session that records what is delivered. Not thread-safe. */
public final class TestSession implements Session {

    private final FullJid address;
    private final Map<String, Object> values = new HashMap<>();
    private final List<Stanza> delivered = new ArrayList<>();
    private Optional<Presence> presence = Optional.empty();
    private boolean encrypted = true;
    private boolean repeats;
    private boolean detached;
    private Instant since = Instant.EPOCH;
    private Optional<DeliveryFilter> filter = Optional.empty();
    private Optional<StreamError> closed = Optional.empty();

    /** Makes a session without presence. */
    public TestSession(FullJid address) {
        this.address = address;
    }

    /** Sets the presence. */
    public TestSession available(Presence initial) {
        presence = Optional.of(initial);
        return this;
    }

    /** Lets what is delivered pass a filter. */
    public TestSession through(DeliveryFilter first) {
        filter = Optional.of(first);
        return this;
    }

    /** Makes the stream one in clear. */
    public TestSession inClear() {
        encrypted = false;
        return this;
    }

    /** Makes it one that is back after a crash of the server. */
    public TestSession restored() {
        repeats = true;
        return this;
    }

    @Override
    public boolean repeats() {
        return repeats;
    }

    @Override
    public void repeatsNoMore() {
        repeats = false;
    }

    /** Removes the presence. */
    public TestSession unavailable() {
        presence = Optional.empty();
        return this;
    }

    /** Returns what was delivered, in order. */
    public List<Stanza> delivered() {
        return List.copyOf(delivered);
    }

    /** Returns why the session was closed. */
    public Optional<StreamError> closed() {
        return closed;
    }

    @Override
    public FullJid address() {
        return address;
    }

    @Override
    public Optional<Presence> presence() {
        return presence;
    }

    @Override
    public void deliver(Stanza stanza) {
        if (filter.isPresent()) {
            filter.get().deliver(stanza, this, delivered::add);
        } else {
            delivered.add(stanza);
        }
    }

    @Override
    public void flush() {
        filter.ifPresent(it -> it.flush(this, delivered::add));
    }

    @Override
    public void close(StreamError reason) {
        closed = Optional.of(reason);
    }

    @Override
    public Instant since() {
        return since;
    }

    /** Says when the resource was bound. */
    public TestSession since(Instant when) {
        since = when;
        return this;
    }

    @Override
    public boolean detached() {
        return detached;
    }

    /** Takes the stream away. */
    public TestSession detach() {
        detached = true;
        return this;
    }

    @Override
    public boolean encrypted() {
        return encrypted;
    }

    @Override
    public String origin() {
        return "test";
    }

    @Override
    public <T> Optional<T> get(Key<T> key) {
        return Optional.ofNullable(values.get(key.name())).map(key.type()::cast);
    }

    @Override
    public <T> void put(Key<T> key, T value) {
        values.put(key.name(), value);
    }

    @Override
    public void remove(Key<?> key) {
        values.remove(key.name());
    }
}
