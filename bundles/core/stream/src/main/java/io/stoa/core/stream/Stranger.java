package io.stoa.core.stream;

import io.stoa.bus.Schedule;
import io.stoa.stream.Connection;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection whose peer is not known yet: what it may send, how long it may take, and how many of
 * its kind there are (RFC 6120 §13.12). Thread-safe, but for what is counted.
 */
final class Stranger {

    private final StreamHub hub;
    private final Connection connection;
    private final AtomicBoolean unknown = new AtomicBoolean(true);
    private final Schedule.Job timer;
    // on the I/O thread only
    private int received;

    /** Begins to wait for the peer to make itself known. */
    Stranger(StreamHub hub, Connection connection, Runnable tooSlow) {
        this.hub = hub;
        this.connection = connection;
        this.timer =
                hub.schedule()
                        .after(
                                hub.limits().login(),
                                () -> {
                                    if (unknown.get()) {
                                        tooSlow.run();
                                    }
                                });
    }

    /** Tells whether the peer is still unknown. */
    boolean unknown() {
        return unknown.get();
    }

    /** Counts bytes, on the I/O thread; true when they are more than a stranger may send. */
    boolean tooMuch(int bytes) {
        if (!unknown.get()) {
            return false;
        }
        received += bytes;
        return received > hub.limits().bytesBeforeLogin();
    }

    /** The peer has made itself known. */
    void known() {
        timer.cancel();
        if (unknown.compareAndSet(true, false)) {
            hub.strangers().loggedIn(connection.peer());
        }
    }

    /** The connection has ended. */
    void gone() {
        timer.cancel();
        if (unknown.compareAndSet(true, false)) {
            hub.strangers().left(connection.peer());
        }
    }
}
