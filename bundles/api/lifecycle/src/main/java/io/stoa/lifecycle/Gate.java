package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;

/** A closed gate. Thread-safe. */
@ProviderType
public interface Gate extends AutoCloseable {

    /** Puts one more bundle behind the gate, before it starts. */
    void admit(long bundle);

    /** Returns how many callers wait now. */
    int parked();

    /**
     * Returns how long callers still wait before they are told that it was in vain: what is done
     * behind the gate, and taken back if need be, has to be done by then. Zero when nobody waits
     * any more.
     */
    Duration left();

    /**
     * Opens the gate: those who wait go on, with whoever serves now. Idempotent.
     *
     * @return what the gate has seen
     */
    Passed open();

    /** Opens the gate. */
    @Override
    default void close() {
        open();
    }

    /**
     * What a gate has seen.
     *
     * @param parked how many callers had to wait
     * @param refused how many waited in vain or found too many waiting
     * @param longest the longest wait
     * @param p99 99 of 100 waits took no longer
     * @param shut for how long the gate was closed
     */
    record Passed(long parked, long refused, Duration longest, Duration p99, Duration shut) {}
}
