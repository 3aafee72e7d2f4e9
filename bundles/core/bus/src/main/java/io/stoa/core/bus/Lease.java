package io.stoa.core.bus;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The right to call a feature. Every call goes through one; when the feature leaves, its lease is
 * closed to newcomers and the leaver waits for the calls inside. It is also the one boundary at
 * which a feature's exceptions are caught. Thread-safe.
 *
 * @param <S> the type of the service
 */
final class Lease<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Set in {@link #state} once closed; the other bits count the calls inside. */
    private static final long CLOSED = Long.MIN_VALUE;

    private final S service;
    private final String component;
    private final int ranking;
    private final boolean nonBlocking;
    private final AtomicLong state = new AtomicLong();
    private final CountDownLatch empty = new CountDownLatch(1);
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();

    Lease(S service, Map<String, Object> properties) {
        this.service = service;
        this.component =
                properties.get("component.name") instanceof String name
                        ? name
                        : service.getClass().getName();
        this.ranking = properties.get("service.ranking") instanceof Integer rank ? rank : 0;
        this.nonBlocking = Boolean.TRUE.equals(properties.get("stoa.non.blocking"));
    }

    /** Tells whether this is the lease of a service. */
    @SuppressWarnings("ReferenceEquality") // the very service that was bound
    boolean isOf(Object other) {
        return service == other;
    }

    String component() {
        return component;
    }

    int ranking() {
        return ranking;
    }

    boolean nonBlocking() {
        return nonBlocking;
    }

    boolean closed() {
        return state.get() < 0;
    }

    long calls() {
        return calls.sum();
    }

    long errors() {
        return errors.sum();
    }

    /** Calls the service, or returns what is given for a lease that is closed or a failed call. */
    <R> R call(Function<S, R> call, R whenClosed, Function<StanzaError, R> whenFailed) {
        if (state.incrementAndGet() < 0) {
            exit();
            return whenClosed;
        }
        try {
            calls.increment();
            return call.apply(service);
        } catch (StanzaException answer) {
            return whenFailed.apply(answer.error());
        } catch (StorageException failure) {
            return whenFailed.apply(failed("storage", failure, ErrorType.WAIT));
        } catch (RuntimeException failure) {
            return whenFailed.apply(failed("a feature", failure, ErrorType.CANCEL));
        } finally {
            exit();
        }
    }

    /** Asks the service something without counting it as a call; false when there is no answer. */
    boolean ask(Predicate<S> question) {
        if (state.incrementAndGet() < 0) {
            exit();
            return false;
        }
        try {
            return question.test(service);
        } catch (RuntimeException failure) {
            // it is asked again, and answered for, when it is called
            LOG.error("a question failed in {}", component, failure);
            return false;
        } finally {
            exit();
        }
    }

    private StanzaError failed(String what, RuntimeException failure, ErrorType type) {
        errors.increment();
        LOG.error("{} failed in {}", what, component, failure);
        return StanzaError.of(type, Condition.INTERNAL_SERVER_ERROR, "");
    }

    private void exit() {
        if (state.decrementAndGet() == CLOSED) {
            empty.countDown();
        }
    }

    /** Lets nobody in any more and waits for those inside. */
    void close(Duration patience) {
        if (state.getAndUpdate(now -> now | CLOSED) == 0) {
            return;
        }
        try {
            if (!empty.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} still has {} call(s) inside after {} ms; it is withdrawn all the same",
                        component,
                        state.get() & Long.MAX_VALUE,
                        patience.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
