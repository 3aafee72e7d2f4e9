package io.stoa.lifecycle;

import io.stoa.stanza.StanzaError;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The right to call a service of a feature. Every call goes through one; when the feature leaves,
 * its lease is closed to newcomers and the leaver waits for the calls inside. It is also the one
 * boundary at which a feature's exceptions are caught, counted and logged. Thread-safe.
 *
 * <p>A caller looks for a lease that is not {@link State#CLOSED}. When that one is {@link
 * State#HELD}, its bundle is being replaced: the caller waits with {@link #await}, on a thread that
 * may block, and looks again, for the successor may have come meanwhile.
 *
 * @param <S> the type of the service
 */
@ProviderType
public interface Lease<S> {

    /** How a lease stands for a domain. */
    enum State {
        /** Calls are let in. */
        OPEN,
        /** The bundle is being replaced: wait. */
        HELD,
        /** The service has left, is in quarantine, or is switched off for the domain. */
        CLOSED
    }

    /** Tells whether this is the lease of a service. */
    boolean isOf(Object service);

    /** Returns the name of the component, which is the name of its class. */
    String component();

    /** Returns {@code service.ranking}. */
    int ranking();

    /** Tells whether the service may be called where nothing may block. */
    boolean nonBlocking();

    /** Tells how the lease stands for a domain; "" asks for no domain in particular. */
    State state(String domain);

    /**
     * Tells whether it is closed for a domain because its component is in quarantine, and not
     * because somebody wants it to be.
     */
    boolean quarantined(String domain);

    /** Returns how often the service was called. */
    long calls();

    /** Returns how often a call failed. */
    long errors();

    /**
     * Waits until the bundle was replaced; returns at once when the lease is not held. Blocks: must
     * not be called on an I/O thread.
     *
     * @return what the sender is told when the wait was in vain: too many wait already, or it took
     *     too long
     */
    Optional<StanzaError> await();

    /**
     * Does something as soon as the lease is held no more: at once when it is not. It must be
     * quick, for it may run on the thread that opens the gate.
     */
    void whenReleased(Runnable what);

    /**
     * Calls the service.
     *
     * @param call the call
     * @param whenClosed what to return when nobody is let in: the caller looks again
     * @param whenFailed what to return when the service has thrown
     */
    <R> R call(Function<S, R> call, R whenClosed, Function<StanzaError, R> whenFailed);

    /**
     * Asks the service a question that costs nothing and is not counted as a call.
     *
     * @return the answer; false when nobody is let in or the service has thrown
     */
    boolean ask(Predicate<S> question);

    /**
     * Lets nobody in any more, and waits for those inside, at most as long as configured.
     *
     * @param forget takes the lease out of the caller's tables; run before the waiting or, when the
     *     lease is held, once it is held no more
     */
    void close(Runnable forget);
}
