package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;

/**
 * Says of the calling thread that what it waits for is not the work of the feature that it is in.
 * That time is metered apart, and the feature is not taken for one that hangs. Whoever lets others
 * wait says so, such as a storage; features need not. Outside of a feature it changes nothing.
 * Thread-safe.
 */
@ProviderType
public interface Waits {

    /**
     * Something that is waited for.
     *
     * @param <R> what comes of it
     * @param <X> how it may fail
     */
    @FunctionalInterface
    interface Wait<R, X extends Exception> {

        /** Waits. */
        R result() throws X;
    }

    /**
     * Waits for a service such as a database, which has a patience of its own. Who replaces the
     * feature meanwhile waits with it.
     */
    <R, X extends Exception> R service(Wait<R, X> wait) throws X;

    /**
     * Waits for a peer, who may keep silent for as long as he likes. Who replaces the feature
     * meanwhile gives him a moment and then goes on without.
     *
     * @return what came of it; empty when the feature has left meanwhile, so that the caller must
     *     leave it, too
     */
    <R, X extends Exception> Optional<R> peer(Wait<R, X> wait) throws X;
}
