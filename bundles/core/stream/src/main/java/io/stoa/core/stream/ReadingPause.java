package io.stoa.core.stream;

import io.stoa.stream.Connection;

import java.util.concurrent.atomic.AtomicBoolean;

/** Lets a connection read nothing while its worker has enough to do. Thread-safe. */
final class ReadingPause {

    private final Connection connection;
    private final AtomicBoolean paused = new AtomicBoolean();

    ReadingPause(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins a pause, on the I/O thread. A worker that ends in this moment may not see it: ask for
     * that afterwards.
     *
     * @return false when there was one already
     */
    boolean begin() {
        if (paused.get()) {
            return false;
        }
        // in this order: who ends a pause that is not there yet would leave it for ever
        connection.pauseReading();
        paused.set(true);
        return true;
    }

    /** Ends the pause, if there is one. */
    void end() {
        if (paused.compareAndSet(true, false)) {
            connection.resumeReading();
        }
    }
}
