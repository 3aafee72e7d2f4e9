package io.stoa.admin.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.stoa.lifecycle.Meters.Meter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The meters of components as families of metrics. Stateless. */
final class Families {

    private static final double NANOS = 1_000_000_000.0;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private Families() {}

    static List<MetricSnapshot> of(List<Meter> meters) {
        Collection<Meter> each = each(meters);
        List<MetricSnapshot> families = new ArrayList<>();
        families.add(counter("calls", "Calls to the component.", each, Meter::calls));
        families.add(counter("errors", "Calls that have failed.", each, Meter::errors));
        families.add(counter("parked", "Callers that waited at a gate.", each, Meter::parked));
        families.add(counter("dropped", "Callers refused at a gate.", each, Meter::dropped));
        families.add(gauge("inside", "Calls inside now.", each, Meter::inside));
        families.add(
                gauge(
                        "quarantined",
                        "1 while the component is in quarantine.",
                        each,
                        meter -> meter.state().equals("quarantined") ? 1 : 0));
        families.add(
                counter(
                        "wait_seconds",
                        "Time in which calls waited for something else, such as the storage.",
                        each,
                        meter -> seconds(meter.waited())));
        families.add(latency(each));
        return families;
    }

    /** A component may be plugged in twice in one role: a metric must be there once. */
    private static Collection<Meter> each(List<Meter> meters) {
        Map<Labels, Meter> each = new LinkedHashMap<>();
        meters.forEach(meter -> each.merge(labels(meter), meter, Families::sum));
        return each.values();
    }

    private static Meter sum(Meter one, Meter other) {
        return new Meter(
                one.bundle(),
                one.component(),
                one.role(),
                one.state().equals("quarantined") ? one.state() : other.state(),
                one.reason(),
                one.calls() + other.calls(),
                one.errors() + other.errors(),
                one.inside() + other.inside(),
                one.parked() + other.parked(),
                one.dropped() + other.dropped(),
                one.time().plus(other.time()),
                longer(one.median(), other.median()),
                longer(one.p99(), other.p99()),
                one.waited().plus(other.waited()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static Labels labels(Meter meter) {
        return Labels.of(
                "bundle", meter.bundle(), "component", meter.component(), "role", meter.role());
    }

    private static MetricSnapshot counter(
            String name, String help, Collection<Meter> meters, ToDoubleFunction<Meter> value) {
        CounterSnapshot.Builder family = CounterSnapshot.builder();
        family.name("stoa_component_" + name).help(help);
        for (Meter meter : meters) {
            family.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .value(value.applyAsDouble(meter))
                            .labels(labels(meter))
                            .build());
        }
        return family.build();
    }

    private static MetricSnapshot gauge(
            String name, String help, Collection<Meter> meters, ToDoubleFunction<Meter> value) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder();
        family.name("stoa_component_" + name).help(help);
        for (Meter meter : meters) {
            family.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .value(value.applyAsDouble(meter))
                            .labels(labels(meter))
                            .build());
        }
        return family.build();
    }

    private static MetricSnapshot latency(Collection<Meter> meters) {
        SummarySnapshot.Builder family = SummarySnapshot.builder();
        family.name("stoa_component_call_seconds")
                .unit(Unit.SECONDS)
                .help("Time inside a call, without what was waited for something else.");
        for (Meter meter : meters) {
            family.dataPoint(
                    SummaryDataPointSnapshot.builder()
                            .quantiles(
                                    Quantiles.builder()
                                            .quantile(MEDIAN, seconds(meter.median()))
                                            .quantile(P99, seconds(meter.p99()))
                                            .build())
                            .count(meter.calls())
                            .sum(seconds(meter.time()))
                            .labels(labels(meter))
                            .build());
        }
        return family.build();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
