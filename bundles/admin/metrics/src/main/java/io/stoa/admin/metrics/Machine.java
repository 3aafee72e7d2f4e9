package io.stoa.admin.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.stoa.session.Sessions;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.List;

/** What is counted of the process as a whole: its sessions, and the Java machine. Stateless. */
final class Machine {

    /** The {@code bundle} of what belongs to none: the framework's name for itself. */
    private static final String NO_BUNDLE = "system.bundle";

    private static final double MILLIS = 1000.0;

    private Machine() {}

    static List<MetricSnapshot> of(Sessions sessions) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        return List.of(
                gauge(
                        "stoa_sessions",
                        "Sessions, that is, bound resources.",
                        sessions.getClass().getPackageName(),
                        sessions.count()),
                bytes(
                        "jvm_heap_used_bytes",
                        "Heap in use.",
                        (double) memory.getHeapMemoryUsage().getUsed()),
                bytes(
                        "jvm_heap_max_bytes",
                        "Heap limit.",
                        (double) memory.getHeapMemoryUsage().getMax()),
                gauge(
                        "jvm_threads",
                        "Platform threads.",
                        NO_BUNDLE,
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                gauge(
                        "jvm_classes",
                        "Classes loaded.",
                        NO_BUNDLE,
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()),
                seconds(
                        "process_start_time_seconds",
                        "When the process started, in Unix time.",
                        runtime.getStartTime() / MILLIS),
                collections());
    }

    private static MetricSnapshot gauge(String name, String help, String bundle, double value) {
        return gauge(GaugeSnapshot.builder(), name, help, bundle, value);
    }

    private static MetricSnapshot bytes(String name, String help, double value) {
        return gauge(GaugeSnapshot.builder().unit(Unit.BYTES), name, help, NO_BUNDLE, value);
    }

    private static MetricSnapshot seconds(String name, String help, double value) {
        return gauge(GaugeSnapshot.builder().unit(Unit.SECONDS), name, help, NO_BUNDLE, value);
    }

    private static MetricSnapshot gauge(
            GaugeSnapshot.Builder family, String name, String help, String bundle, double value) {
        family.name(name).help(help);
        return family.dataPoint(
                        GaugeDataPointSnapshot.builder()
                                .value(value)
                                .labels(Labels.of("bundle", bundle))
                                .build())
                .build();
    }

    private static MetricSnapshot collections() {
        CounterSnapshot.Builder family = CounterSnapshot.builder();
        family.name("jvm_gc_seconds").unit(Unit.SECONDS).help("Time spent collecting garbage.");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            family.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .value(Math.max(0, collector.getCollectionTime()) / MILLIS)
                            .labels(Labels.of("bundle", NO_BUNDLE, "gc", collector.getName()))
                            .build());
        }
        return family.build();
    }
}
