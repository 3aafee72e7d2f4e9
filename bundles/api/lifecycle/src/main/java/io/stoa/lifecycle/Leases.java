package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Map;

/**
 * Makes the leases through which core calls the services of features. One place thus knows who is
 * inside which feature, for how long and how it ended. Thread-safe.
 */
@ProviderType
public interface Leases {

    /**
     * Makes a lease for a service that was bound.
     *
     * @param role what the service is to the caller, one word, such as {@code iq} or {@code guard}
     * @param service the service
     * @param properties its service properties, of which {@code component.name}, {@code
     *     service.bundleid}, {@code service.ranking} and {@code stoa.non.blocking} are read
     */
    <S> Lease<S> of(String role, S service, Map<String, Object> properties);

    /**
     * Makes a lease for a service that is called where nobody can wait: it is never {@link
     * Lease.State#HELD}, so it is called until it leaves, also while its bundle is being replaced.
     */
    <S> Lease<S> ungated(String role, S service, Map<String, Object> properties);

    /**
     * Counts a stanza that the feature sends in which the calling thread is. Never blocks.
     *
     * @return false when that is more than one call may send: the feature is in quarantine by then,
     *     and the stanza must not be sent. Outside of a feature everything may be sent.
     */
    boolean sends();
}
