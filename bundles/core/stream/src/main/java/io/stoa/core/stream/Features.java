package io.stoa.core.stream;

import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The stream features that are plugged in, by their rank and then by name, never by the order of
 * their start (XEP-0170 leaves the order of the list free; what is shown at which point is each
 * feature's affair). Thread-safe.
 */
final class Features {

    private record Plugged(StreamFeature feature, int ranking, String component) {

        @SuppressWarnings("ReferenceEquality") // the very service that was bound
        boolean isOf(StreamFeature other) {
            return feature == other;
        }
    }

    private static final Comparator<Plugged> ORDER =
            Comparator.comparingInt(Plugged::ranking).reversed().thenComparing(Plugged::component);

    private final AtomicReference<List<Plugged>> plugged = new AtomicReference<>(List.of());

    void add(StreamFeature feature, Map<String, Object> properties) {
        Plugged added =
                new Plugged(
                        feature,
                        properties.get("service.ranking") instanceof Integer rank ? rank : 0,
                        String.valueOf(properties.get("component.name")));
        plugged.updateAndGet(
                now -> {
                    List<Plugged> longer = new ArrayList<>(now);
                    longer.add(added);
                    longer.sort(ORDER);
                    return List.copyOf(longer);
                });
    }

    void remove(StreamFeature feature) {
        plugged.updateAndGet(now -> now.stream().filter(it -> !it.isOf(feature)).toList());
    }

    private List<Plugged> now() {
        return Objects.requireNonNull(plugged.get());
    }

    /** What is shown at this point of a stream. */
    List<Element> advertised(Negotiation negotiation) {
        return now().stream()
                .map(it -> it.feature().advertise(negotiation))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The feature that answers an element. */
    Optional<StreamFeature> answering(Element element) {
        return now().stream()
                .map(Plugged::feature)
                .filter(feature -> feature.elements().contains(element.name()))
                .findFirst();
    }
}
