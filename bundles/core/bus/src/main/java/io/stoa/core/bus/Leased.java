package io.stoa.core.bus;

import io.stoa.lifecycle.Lease;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the bus calls whoever serves now: it looks who that is, waits while that one is being
 * replaced, looks again, and calls.
 */
final class Leased {

    private Leased() {}

    /** What came of a call. */
    sealed interface Answer<R> {

        /** The service has answered. */
        record Done<R>(R value) implements Answer<R> {}

        /** The service has failed, or was waited for in vain. */
        record Failed<R>(StanzaError error) implements Answer<R> {}

        /** Nobody serves. */
        record Nobody<R>() implements Answer<R> {}

        /** Who serves is being replaced, and this thread must not wait. */
        record Held<R>() implements Answer<R> {}

        /** Returns the value, or what is given for all other answers. */
        default R or(R otherwise) {
            return this instanceof Done<R>(R value) ? value : otherwise;
        }
    }

    /** Tells whether a lease must be waited for, or its service may block. */
    static boolean blocks(Lease<?> lease, String domain) {
        return switch (lease.state(domain)) {
            case CLOSED -> false;
            case HELD -> true;
            case OPEN -> !lease.nonBlocking();
        };
    }

    /**
     * Calls whoever serves a domain.
     *
     * @param who looks who serves now
     * @param mayBlock whether this thread may wait
     */
    static <S, R> Answer<R> call(
            Supplier<Optional<Lease<S>>> who,
            String domain,
            boolean mayBlock,
            Function<S, R> call) {
        while (true) {
            Optional<Lease<S>> found = who.get();
            if (found.isEmpty()) {
                return new Answer.Nobody<>();
            }
            Lease<S> lease = found.get();
            Optional<Answer<R>> answer =
                    lease.call(
                            service -> Optional.of(new Answer.Done<>(call.apply(service))),
                            Optional.empty(),
                            error -> Optional.of(new Answer.Failed<>(error)));
            if (answer.isPresent()) {
                return answer.get();
            }
            switch (lease.state(domain)) {
                // it has opened or closed meanwhile: look again
                case OPEN, CLOSED -> {}
                case HELD -> {
                    if (!mayBlock) {
                        return new Answer.Held<>();
                    }
                    Optional<StanzaError> refused = lease.await();
                    if (refused.isPresent()) {
                        return new Answer.Failed<>(refused.get());
                    }
                }
            }
        }
    }

    /** What is answered when nobody serves (RFC 6120 §8.4). */
    static StanzaError unavailable() {
        return StanzaError.of(Condition.SERVICE_UNAVAILABLE);
    }
}
