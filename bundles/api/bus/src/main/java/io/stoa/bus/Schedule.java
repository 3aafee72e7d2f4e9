package io.stoa.bus;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;

/**
 * Runs jobs later, each on a virtual thread of its own, so that a job may block. Thread-safe. A
 * component cancels its jobs when it is deactivated; the bus cancels what is left.
 */
@ProviderType
public interface Schedule {

    /** Runs a job once after a delay. */
    Job after(Duration delay, Runnable job);

    /** Runs a job again and again, the first time after one interval; never twice at once. */
    Job every(Duration interval, Runnable job);

    /** A job that was scheduled. Thread-safe. */
    @ProviderType
    interface Job {

        /** Runs it no more; one that is running goes on to its end. Idempotent. */
        void cancel();
    }
}
