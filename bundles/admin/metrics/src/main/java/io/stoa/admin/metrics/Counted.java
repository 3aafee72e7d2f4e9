package io.stoa.admin.metrics;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.stoa.lifecycle.Figures;
import io.stoa.lifecycle.Figures.Figure;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What features count, each asked by its lease: one that fails is missing from the figures, and
 * from nothing else, and so is a figure that cannot be shown. Thread-safe.
 */
@Component(service = Counted.class)
public final class Counted {

    /** A family, and its figures by their labels: a metric must be there once. */
    private record Family(Figure first, Map<Labels, Long> points) {}

    private static final Logger LOG = LoggerFactory.getLogger(Counted.class);

    private final Leases leases;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final List<Lease<Figures>> sources = new CopyOnWriteArrayList<>();

    /** Takes who makes leases. */
    @Activate
    public Counted(@Reference(policyOption = GREEDY) Leases leases) {
        this.leases = leases;
    }

    /** Takes a feature that counts something. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFigures(Figures figures, Map<String, Object> properties) {
        sources.add(leases.ungated("figures", figures, properties));
    }

    /** Withdraws one. */
    public void unbindFigures(Figures figures) {
        for (Lease<Figures> lease : sources) {
            if (lease.isOf(figures)) {
                lease.close(() -> sources.remove(lease));
            }
        }
    }

    /**
     * The families that features count. What has a name of another family is left out: a metric
     * that is there twice makes the whole page unreadable.
     *
     * @param others what else is on the page
     */
    List<MetricSnapshot> besides(List<MetricSnapshot> others) {
        Set<String> taken =
                others.stream()
                        .map(it -> it.getMetadata().getPrometheusName())
                        .collect(Collectors.toSet());
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Map.Entry<String, Family> family : families().entrySet()) {
            String name = "stoa_" + family.getKey();
            if (taken.contains(name)) {
                leaveOut(family.getKey(), "there is one of the server's own");
            } else {
                snapshots.add(snapshot(name, family.getValue()));
            }
        }
        return snapshots;
    }

    private void leaveOut(String figure, String why) {
        if (missing.add(figure)) {
            LOG.warn("the figure {} of a feature is not shown: {}", figure, why);
        }
    }

    private Map<String, Family> families() {
        Map<String, Family> families = new LinkedHashMap<>();
        for (Lease<Figures> source : sources) {
            String bundle = bundle(source.component());
            List<Figure> figures = source.call(Figures::now, List.of(), failed -> List.of());
            figures.forEach(it -> add(it, bundle, families));
        }
        return families;
    }

    /** A bundle has the name of its package. */
    private static String bundle(String component) {
        return component.substring(0, Math.max(0, component.lastIndexOf('.')));
    }

    /** Of two features that mean different things by one name, the first has it. */
    private void add(Figure figure, String bundle, Map<String, Family> families) {
        Family family =
                families.computeIfAbsent(
                        figure.name(), name -> new Family(figure, new LinkedHashMap<>()));
        if (family.first().kind() == figure.kind()) {
            family.points().merge(labels(figure, bundle), figure.value(), Long::sum);
        } else {
            leaveOut(figure.name(), bundle + " means another kind of figure by it");
        }
    }

    private static Labels labels(Figure figure, String bundle) {
        Labels.Builder labels = Labels.builder().label("bundle", bundle);
        figure.labels().forEach(labels::label);
        return labels.build();
    }

    private static MetricSnapshot snapshot(String name, Family family) {
        return switch (family.first().kind()) {
            case LEVEL -> {
                GaugeSnapshot.Builder gauge = GaugeSnapshot.builder();
                gauge.name(name).help(family.first().help());
                family.points()
                        .forEach(
                                (labels, value) ->
                                        gauge.dataPoint(
                                                GaugeDataPointSnapshot.builder()
                                                        .value((double) value)
                                                        .labels(labels)
                                                        .build()));
                yield gauge.build();
            }
            case TOTAL -> {
                CounterSnapshot.Builder counter = CounterSnapshot.builder();
                counter.name(name).help(family.first().help());
                family.points()
                        .forEach(
                                (labels, value) ->
                                        counter.dataPoint(
                                                CounterDataPointSnapshot.builder()
                                                        .value((double) value)
                                                        .labels(labels)
                                                        .build()));
                yield counter.build();
            }
        };
    }
}
