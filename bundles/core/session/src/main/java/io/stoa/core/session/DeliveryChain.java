package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

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
import java.util.function.Supplier;

/**
 * The delivery filters between a session and the wire, in the order of their stages. Thread-safe:
 * the list is immutable and replaced as a whole; a delivery reads it once.
 */
@Component(service = DeliveryChain.class)
public final class DeliveryChain {

    /** A filter; one that leaves holds nothing back any more. */
    private record Place(
            DeliveryFilter filter, DeliveryStage stage, String component, boolean leaving) {

        @SuppressWarnings("ReferenceEquality") // the very service that was bound
        boolean isOf(DeliveryFilter other) {
            return filter == other;
        }

        Place left(DeliveryFilter other) {
            return isOf(other) ? new Place(filter, stage, component, true) : this;
        }

        void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
            if (leaving) {
                filter.flush(session, onward);
                onward.accept(stanza);
            } else {
                filter.deliver(stanza, session, onward);
            }
        }
    }

    private final AtomicReference<List<Place>> places = new AtomicReference<>(List.of());
    private volatile Supplier<List<Session>> sessions = List::of;

    /** Makes an empty chain. */
    @Activate
    public DeliveryChain() {}

    /** Adds a filter at its stage. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFilter(DeliveryFilter filter, Map<String, Object> properties) {
        DeliveryStage stage =
                DeliveryStage.valueOf(String.valueOf(properties.get("stoa.delivery.stage")));
        String component = String.valueOf(properties.get("component.name"));
        places.updateAndGet(
                list -> {
                    List<Place> longer = new ArrayList<>(list);
                    longer.add(new Place(filter, stage, component, false));
                    // never the order of start
                    longer.sort(Comparator.comparing(Place::stage).thenComparing(Place::component));
                    return List.copyOf(longer);
                });
    }

    /** Removes a filter, after everything that it holds back has left. */
    public void unbindFilter(DeliveryFilter filter) {
        places.updateAndGet(list -> list.stream().map(place -> place.left(filter)).toList());
        sessions.get().forEach(Session::flush);
        places.updateAndGet(list -> list.stream().filter(place -> !place.isOf(filter)).toList());
    }

    /** Learns who knows all sessions. */
    void sessions(Supplier<List<Session>> all) {
        sessions = all;
    }

    void deliver(Stanza stanza, Session session, Consumer<Stanza> wire) {
        List<Place> now = Objects.requireNonNull(places.get());
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

    /** Lets every filter send on what it holds back, the first one first. */
    void flush(Session session, Consumer<Stanza> wire) {
        List<Place> now = Objects.requireNonNull(places.get());
        for (int i = 0; i < now.size(); i++) {
            now.get(i).filter().flush(session, after(now, i, session, wire));
        }
    }
}
