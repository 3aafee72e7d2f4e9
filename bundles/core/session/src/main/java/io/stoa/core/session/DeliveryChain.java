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

/**
 * The delivery filters between a session and the wire, in the order of their stages. Thread-safe:
 * the list is immutable and replaced as a whole; a delivery reads it once.
 */
@Component(service = DeliveryChain.class)
public final class DeliveryChain {

    private record Place(DeliveryFilter filter, DeliveryStage stage) {

        @SuppressWarnings("ReferenceEquality") // the very service that was bound
        boolean isOf(DeliveryFilter other) {
            return filter == other;
        }
    }

    private final AtomicReference<List<Place>> places = new AtomicReference<>(List.of());

    /** Makes an empty chain. */
    @Activate
    public DeliveryChain() {}

    /** Adds a filter at its stage. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFilter(DeliveryFilter filter, Map<String, Object> properties) {
        DeliveryStage stage =
                DeliveryStage.valueOf(String.valueOf(properties.get("stoa.delivery.stage")));
        places.updateAndGet(
                list -> {
                    List<Place> longer = new ArrayList<>(list);
                    longer.add(new Place(filter, stage));
                    longer.sort(Comparator.comparing(Place::stage));
                    return List.copyOf(longer);
                });
    }

    /** Removes a filter. */
    public void unbindFilter(DeliveryFilter filter) {
        places.updateAndGet(list -> list.stream().filter(place -> !place.isOf(filter)).toList());
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
        places.get(index)
                .filter()
                .deliver(stanza, session, next -> deliver(places, index + 1, next, session, wire));
    }
}
