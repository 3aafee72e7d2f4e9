package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.DeliveryStage;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The delivery filters between a session and the wire, in the order of their stages. Each is called
 * through its lease; one that fails, or is in quarantine, is passed by: what it holds back goes
 * first, then the stanza itself. Nobody can wait here, so a filter whose bundle is being replaced
 * is called until it leaves. Thread-safe: the list is immutable and replaced as a whole; a delivery
 * reads it once.
 */
@Component(service = DeliveryChain.class)
public final class DeliveryChain {

    /** A filter; one that leaves holds nothing back any more. */
    private record Place(Lease<DeliveryFilter> lease, DeliveryStage stage, boolean leaving) {

        Place left(DeliveryFilter other) {
            return lease.isOf(other) ? new Place(lease, stage, true) : this;
        }

        void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
            Step step = new Step(stanza, session, onward);
            boolean done = !leaving && lease.call(step, false, error -> false);
            if (!done && !step.passed) {
                flush(session, onward);
                onward.accept(stanza);
            }
        }

        /** Also what one holds that is called no more has to go out. */
        void flush(Session session, Consumer<Stanza> onward) {
            lease.ask(
                    filter -> {
                        filter.flush(session, onward);
                        return true;
                    });
        }
    }

    /** One stanza at one filter, and whether it has come out. For one thread. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class Step implements Function<DeliveryFilter, Boolean>, Consumer<Stanza> {

        private final Stanza stanza;
        private final Session session;
        private final Consumer<Stanza> onward;
        private boolean passed;

        Step(Stanza stanza, Session session, Consumer<Stanza> onward) {
            this.stanza = stanza;
            this.session = session;
            this.onward = onward;
        }

        @Override
        public Boolean apply(DeliveryFilter filter) {
            filter.deliver(stanza, session, this);
            return true;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the very stanza, not one like it
        public void accept(Stanza next) {
            passed |= next == stanza;
            onward.accept(next);
        }
    }

    private final AtomicReference<List<Place>> places = new AtomicReference<>(List.of());
    private final Leases leases;
    private volatile Supplier<List<Session>> sessions = List::of;

    /** Makes an empty chain. */
    @Activate
    public DeliveryChain(@Reference(policyOption = GREEDY) Leases leases) {
        this.leases = leases;
    }

    /** Adds a filter at its stage. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFilter(DeliveryFilter filter, Map<String, Object> properties) {
        DeliveryStage stage =
                DeliveryStage.valueOf(String.valueOf(properties.get("stoa.delivery.stage")));
        Lease<DeliveryFilter> lease = leases.ungated("filter", filter, properties);
        places.updateAndGet(
                list -> {
                    List<Place> longer = new ArrayList<>(list);
                    longer.add(new Place(lease, stage, false));
                    // never the order of start
                    longer.sort(
                            Comparator.comparing(Place::stage)
                                    .thenComparing(place -> place.lease().component()));
                    return List.copyOf(longer);
                });
    }

    /** Removes a filter, after everything that it holds back has left. */
    public void unbindFilter(DeliveryFilter filter) {
        places.updateAndGet(list -> list.stream().map(place -> place.left(filter)).toList());
        sessions.get().forEach(Session::flush);
        for (Place place : now()) {
            if (place.lease().isOf(filter)) {
                place.lease().close(() -> forget(place));
            }
        }
    }

    private void forget(Place gone) {
        places.updateAndGet(list -> list.stream().filter(it -> !it.equals(gone)).toList());
    }

    private List<Place> now() {
        return Objects.requireNonNull(places.get());
    }

    /** Learns who knows all sessions. */
    void sessions(Supplier<List<Session>> all) {
        sessions = all;
    }

    void deliver(Stanza stanza, Session session, Consumer<Stanza> wire) {
        List<Place> now = now();
        if (now.isEmpty()) {
            wire.accept(stanza);
            return;
        }
        deliver(now, 0, stanza, session, wire);
    }

    private static void deliver(
            List<Place> places, int index, Stanza stanza, Session session, Consumer<Stanza> wire) {
        if (index == places.size()) {
            wire.accept(stanza);
            return;
        }
        places.get(index).deliver(stanza, session, after(places, index, session, wire));
    }

    private static Consumer<Stanza> after(
            List<Place> places, int index, Session session, Consumer<Stanza> wire) {
        return index + 1 == places.size()
                ? wire
                : next -> deliver(places, index + 1, next, session, wire);
    }

    /** Returns what the filters hold back, in order. */
    List<Stanza> held(Session session) {
        List<Stanza> held = new ArrayList<>();
        for (Place place : now().reversed()) {
            place.lease().ask(filter -> held.addAll(filter.held(session)));
        }
        return held;
    }

    /** Lets every filter send on what it holds back, the first one first. */
    void flush(Session session, Consumer<Stanza> wire) {
        List<Place> now = now();
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flush(session, after(now, i, session, wire));
        }
    }
}
