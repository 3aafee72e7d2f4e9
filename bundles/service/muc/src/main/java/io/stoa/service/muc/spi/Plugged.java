package io.stoa.service.muc.spi;

import io.stoa.lifecycle.Lease;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The services of one port, in their order. One that is being replaced is waited for, one that has
 * left is passed over. Thread-safe.
 *
 * @param <S> the port
 */
public final class Plugged<S> {

    private static final Comparator<Lease<?>> ORDER =
            Comparator.<Lease<?>>comparingInt(Lease::ranking)
                    .reversed()
                    .thenComparing(Lease::component);

    private sealed interface Answer<R> {
        record Done<R>(R value) implements Answer<R> {}

        record Failed<R>(StanzaError error) implements Answer<R> {}
    }

    private final List<Lease<S>> leases = new CopyOnWriteArrayList<>();
    private final AtomicInteger age = new AtomicInteger();

    void add(Lease<S> lease) {
        leases.add(lease);
        age.incrementAndGet();
    }

    void remove(S service) {
        for (Lease<S> lease : leases) {
            if (lease.isOf(service)) {
                lease.close(() -> forget(lease));
            }
        }
    }

    private void forget(Lease<S> lease) {
        leases.remove(lease);
        age.incrementAndGet();
    }

    /** Returns a number that is another when one has come or gone. */
    public int age() {
        return age.get();
    }

    /** Tells whether there is nobody. */
    public boolean none() {
        return leases.isEmpty();
    }

    /** Tells whether there is one that serves a domain and says yes to a question. */
    public boolean any(String domain, Predicate<S> which) {
        return components().stream()
                .anyMatch(
                        component ->
                                find(component, domain)
                                        .filter(lease -> held(lease, domain) || lease.ask(which))
                                        .isPresent());
    }

    /** One that is being replaced cannot be asked; who then has nothing to say will tell. */
    private boolean held(Lease<S> lease, String domain) {
        return lease.state(domain) == Lease.State.HELD;
    }

    /**
     * Calls all that serve a domain, in their order.
     *
     * @param failed what to do with the error of one that has thrown
     */
    public void each(String domain, Consumer<S> call, Consumer<StanzaError> failed) {
        for (String component : components()) {
            try {
                call(
                        component,
                        domain,
                        service -> {
                            call.accept(service);
                            return true;
                        });
            } catch (StanzaException error) {
                failed.accept(error.error());
            }
        }
    }

    /** Calls those that serve a domain and can be called at once. */
    public void present(String domain, Consumer<S> call) {
        for (String component : components()) {
            find(component, domain)
                    .ifPresent(
                            lease ->
                                    lease.call(
                                            service -> {
                                                call.accept(service);
                                                return true;
                                            },
                                            false,
                                            error -> false));
        }
    }

    /**
     * Calls the first that answers to a question.
     *
     * @param which the question, which costs nothing
     * @throws StanzaException when it has thrown
     */
    public <R> Optional<R> first(String domain, Predicate<S> which, Function<S, R> call) {
        for (String component : components()) {
            boolean asked =
                    find(component, domain)
                            .filter(lease -> held(lease, domain) || lease.ask(which))
                            .isPresent();
            // one that had to be waited for has not been asked before
            Optional<R> answer =
                    asked
                            ? call(component, domain, it -> answer(it, which, call))
                                    .flatMap(it -> it)
                            : Optional.empty();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static <S, R> Optional<R> answer(S service, Predicate<S> which, Function<S, R> call) {
        return which.test(service) ? Optional.of(call.apply(service)) : Optional.empty();
    }

    private List<String> components() {
        if (leases.isEmpty()) {
            return List.of();
        }
        List<Lease<S>> sorted = new ArrayList<>(leases);
        sorted.sort(ORDER);
        return sorted.stream().map(Lease::component).distinct().toList();
    }

    private Optional<Lease<S>> find(String component, String domain) {
        for (Lease<S> lease : leases) {
            if (lease.component().equals(component) && lease.state(domain) != Lease.State.CLOSED) {
                return Optional.of(lease);
            }
        }
        return Optional.empty();
    }

    private <R> Optional<R> call(String component, String domain, Function<S, R> call) {
        Optional<Lease<S>> lease = find(component, domain);
        while (lease.isPresent()) {
            Optional<Answer<R>> answer =
                    lease.get()
                            .call(
                                    service -> Optional.of(new Answer.Done<>(call.apply(service))),
                                    Optional.empty(),
                                    error -> Optional.of(new Answer.Failed<>(error)));
            if (answer.isPresent()) {
                return Optional.of(value(answer.get()));
            }
            if (lease.get().state(domain) == Lease.State.HELD) {
                lease.get()
                        .await()
                        .ifPresent(
                                error -> {
                                    throw new StanzaException(error);
                                });
            }
            lease = find(component, domain);
        }
        return Optional.empty();
    }

    private static <R> R value(Answer<R> answer) {
        return switch (answer) {
            case Answer.Done<R>(R value) -> value;
            case Answer.Failed<R>(StanzaError error) -> throw new StanzaException(error);
        };
    }
}
