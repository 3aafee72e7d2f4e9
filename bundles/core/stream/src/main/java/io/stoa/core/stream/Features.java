package io.stoa.core.stream;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.lifecycle.Waits;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import javax.xml.namespace.QName;

/**
 * The stream features that are plugged in, by their rank and then by name, never by the order of
 * their start (XEP-0170 leaves the order of the list free; what is shown at which point is each
 * feature's affair). While a bundle is being replaced, whoever needs its feature waits.
 * Thread-safe.
 */
@Component(service = Features.class)
public final class Features {

    /**
     * A feature. It is asked what to show by a lease of its own: that it shows itself does not mean
     * that it works.
     */
    private record Plugged(
            Lease<StreamFeature> lease, Lease<StreamFeature> shown, Set<QName> elements) {}

    private static final Comparator<Plugged> ORDER =
            Comparator.<Plugged>comparingInt(it -> it.lease().ranking())
                    .reversed()
                    .thenComparing(it -> it.lease().component());

    /** How long a client that speaks to a feature that has just left waits for its return. */
    private static final long RETURN_SECONDS = 5;

    /** What is no longer answered is remembered so long. */
    private static final long MEMORY_SECONDS = 60;

    private final Leases leases;
    private final Waits waits;
    private final Domains domains;
    private final AtomicReference<List<Plugged>> plugged = new AtomicReference<>(List.of());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Map<QName, Long> left = new HashMap<>();

    /** Knows the domains that are served, for no feature is asked about another. */
    @Activate
    public Features(
            @Reference(policyOption = GREEDY) Leases leases,
            @Reference(policyOption = GREEDY) Waits waits,
            @Reference(policyOption = GREEDY) Domains domains) {
        this.leases = leases;
        this.waits = waits;
        this.domains = domains;
    }

    Domains domains() {
        return domains;
    }

    /**
     * Waits for the client in the name of whoever negotiates: a stranger who says nothing must not
     * look like a feature that hangs, nor hold up who replaces it.
     *
     * @throws StreamException when the feature has left meanwhile
     */
    Element await(Waits.Wait<Element, InterruptedException> client) throws InterruptedException {
        // §4.9.3.16: the client begins anew, with whoever has taken its place
        return waits.peer(client)
                .orElseThrow(
                        () ->
                                new StreamException(
                                        StreamCondition.RESET,
                                        "a part of the server was replaced"));
    }

    /** Adds a stream feature. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFeature(StreamFeature feature, Map<String, Object> properties) {
        Plugged added =
                new Plugged(
                        leases.of("stream", feature, properties),
                        leases.of("features", feature, properties),
                        Set.copyOf(feature.elements()));
        plugged.updateAndGet(
                now -> {
                    List<Plugged> longer = new ArrayList<>(now);
                    longer.add(added);
                    longer.sort(ORDER);
                    return List.copyOf(longer);
                });
        lock.lock();
        try {
            left.keySet().removeAll(added.elements());
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Removes a stream feature, when the last call has left it. */
    public void unbindFeature(StreamFeature feature) {
        for (Plugged it : now()) {
            if (it.lease().isOf(feature)) {
                remember(it.elements());
                it.lease().close(() -> forget(it));
                it.shown().close(() -> {});
            }
        }
    }

    private void remember(Set<QName> names) {
        lock.lock();
        try {
            names.forEach(name -> left.put(name, System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    private void forget(Plugged gone) {
        plugged.updateAndGet(now -> now.stream().filter(it -> !it.equals(gone)).toList());
    }

    private List<Plugged> now() {
        return Objects.requireNonNull(plugged.get());
    }

    /** What is shown at this point of a stream. May block while a bundle is being replaced. */
    List<Element> advertised(Negotiation negotiation) {
        String domain = negotiation.domain();
        for (Plugged it : now()) {
            if (it.shown().state(domain) == Lease.State.HELD) {
                // in vain is as good as not there: the client gets on without it
                it.shown().await();
            }
        }
        List<Element> shown = new ArrayList<>();
        for (Plugged it : now()) {
            if (it.shown().state(domain) == Lease.State.OPEN) {
                Optional<Element> element =
                        it.shown()
                                .call(
                                        feature -> feature.advertise(negotiation),
                                        Optional.empty(),
                                        error -> Optional.empty());
                element.ifPresent(shown::add);
            }
        }
        return shown;
    }

    private Optional<Plugged> answering(QName name, String domain) {
        for (Plugged it : now()) {
            if (it.elements().contains(name) && it.lease().state(domain) != Lease.State.CLOSED) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    /**
     * Lets a feature that never blocks answer a bound session's nonza.
     *
     * @return whether one has
     */
    boolean negotiateInline(Element nonza, Negotiation negotiation) {
        Optional<Plugged> found = answering(nonza.name(), negotiation.domain());
        if (found.isEmpty() || !found.get().lease().nonBlocking()) {
            return false;
        }
        Call call = new Call(nonza, negotiation);
        boolean entered = call.through(found.get().lease());
        if (entered) {
            call.resultInline();
        }
        return entered;
    }

    /**
     * Lets whoever answers an element do so. Blocks.
     *
     * @param name the name of the element, or of the payload of an iq
     * @return how the stream goes on; empty when nobody answers
     */
    Optional<StreamFeature.Next> negotiate(QName name, Element element, Negotiation negotiation)
            throws InterruptedException {
        while (true) {
            Optional<Plugged> found = answering(name, negotiation.domain());
            if (found.isEmpty()) {
                if (!comesBack(name, negotiation)) {
                    return Optional.empty();
                }
                continue;
            }
            Lease<StreamFeature> lease = found.get().lease();
            Call call = new Call(element, negotiation);
            if (call.through(lease)) {
                return Optional.of(call.result());
            }
            if (lease.state(negotiation.domain()) == Lease.State.HELD
                    && lease.await().isPresent()) {
                throw new StreamException(
                        StreamCondition.RESOURCE_CONSTRAINT, "a part of the server is replaced");
            }
        }
    }

    /** A client that has a session has been told of the feature: it may be back in a moment. */
    private boolean comesBack(QName name, Negotiation negotiation) throws InterruptedException {
        if (negotiation.session().isEmpty()) {
            return false;
        }
        long nanos = TimeUnit.SECONDS.toNanos(RETURN_SECONDS);
        lock.lock();
        try {
            Long since = left.get(name);
            if (since == null
                    || System.nanoTime() - since > TimeUnit.SECONDS.toNanos(MEMORY_SECONDS)) {
                return answering(name, negotiation.domain()).isPresent();
            }
            while (answering(name, negotiation.domain()).isEmpty() && nanos > 0) {
                nanos = came.awaitNanos(nanos);
            }
            return nanos > 0;
        } finally {
            lock.unlock();
        }
    }

    /** One call to a feature, whose answers and refusals are no failures of it. */
    private static final class Call {
        private final Element element;
        private final Negotiation negotiation;
        private StreamFeature.@Nullable Next next;
        private @Nullable StreamException refusal;
        private @Nullable InterruptedException end;

        Call(Element element, Negotiation negotiation) {
            this.element = element;
            this.negotiation = negotiation;
        }

        /** Calls within the lease. */
        boolean through(Lease<StreamFeature> lease) {
            return lease.call(this::run, false, error -> true);
        }

        private boolean run(StreamFeature feature) {
            try {
                next = feature.negotiate(element, negotiation);
            } catch (StreamException reason) {
                refusal = reason;
            } catch (InterruptedException ended) {
                end = ended;
            }
            return true;
        }

        StreamFeature.Next result() throws InterruptedException {
            if (end != null) {
                throw end;
            }
            return refusedOr();
        }

        void resultInline() {
            if (end != null) {
                Thread.currentThread().interrupt();
            } else {
                refusedOr();
            }
        }

        private StreamFeature.Next refusedOr() {
            if (refusal != null) {
                throw refusal;
            }
            if (next == null) {
                throw new StreamException(
                        StreamCondition.INTERNAL_SERVER_ERROR, "a feature has failed");
            }
            return next;
        }
    }
}
