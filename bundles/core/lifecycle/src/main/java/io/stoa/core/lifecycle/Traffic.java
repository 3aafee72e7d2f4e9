package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.core.lifecycle.Plan.Row;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.lifecycle.Meters;
import io.stoa.session.Sessions;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a change touches besides bundles: domains, streams, stanzas. Thread-safe. */
@Component(service = Traffic.class)
public final class Traffic {

    private static final String CARRIER = "io.stoa.core.stream";
    private static final Duration SAMPLE = Duration.ofMillis(300);

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Meters meters;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Sessions sessions;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Domains domains;

    /** Made by the component runtime. */
    @Activate
    public Traffic() {}

    /**
     * Refuses a domain that is not served.
     *
     * @throws FeatureException with the ones that are
     */
    void check(String domain) {
        Domains served = domains;
        if (!domain.isEmpty() && served != null && !served.serves(domain)) {
            throw new FeatureException(
                    "this server does not serve “"
                            + domain
                            + "”; it serves "
                            + String.join(", ", served.all()));
        }
    }

    /** Describes what goes through bundles that a change touches. */
    List<Row> rows(Collection<Bundle> bundles) {
        List<Row> rows = new ArrayList<>();
        Domains served = domains;
        if (served != null && !bundles.isEmpty()) {
            served.all().forEach(it -> rows.add(new Row("domain", it, "is served by it")));
        }
        Sessions open = sessions;
        if (open != null && !bundles.isEmpty()) {
            rows.add(new Row("streams", Integer.toString(open.count()), streams(bundles)));
        }
        Meters measured = meters;
        if (measured != null && !bundles.isEmpty()) {
            rows.addAll(rates(measured, bundles));
        }
        return rows;
    }

    private static String streams(Collection<Bundle> bundles) {
        Set<String> names = names(bundles);
        if (names.stream().anyMatch(it -> it.startsWith("io.stoa.net."))) {
            return "may be closed: their port belongs to it";
        }
        return names.contains(CARRIER) ? "are closed: it carries them" : "stay open";
    }

    private static List<Row> rates(Meters meters, Collection<Bundle> bundles) {
        Set<String> names = names(bundles);
        List<Meters.Meter> before = of(meters, names);
        if (before.isEmpty()) {
            return List.of();
        }
        pause();
        List<Row> rows = new ArrayList<>();
        for (Meters.Meter now : of(meters, names)) {
            long calls =
                    before.stream()
                            .filter(it -> it.component().equals(now.component()))
                            .filter(it -> it.role().equals(now.role()))
                            .mapToLong(it -> now.calls() - it.calls())
                            .sum();
            double rate = calls * 1000.0 / SAMPLE.toMillis();
            rows.add(
                    new Row(
                            "rate",
                            now.component() + " " + now.role(),
                            String.format(
                                    Locale.ROOT,
                                    "%.1f stanzas/s now, %d in all, p99 %.3f ms",
                                    rate,
                                    now.calls(),
                                    now.p99().toNanos() / 1e6)));
        }
        return rows;
    }

    /** Returns how long 99 of 100 calls to bundles took at most, those to the slowest component. */
    Optional<Duration> p99(Collection<Bundle> bundles) {
        Meters measured = meters;
        return measured == null
                ? Optional.empty()
                : of(measured, names(bundles)).stream()
                        .filter(it -> it.calls() > 0)
                        .map(Meters.Meter::p99)
                        .max(Comparator.naturalOrder());
    }

    private static Set<String> names(Collection<Bundle> bundles) {
        return bundles.stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
    }

    private static List<Meters.Meter> of(Meters meters, Set<String> names) {
        return meters.all().stream().filter(it -> names.contains(it.bundle())).toList();
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(SAMPLE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts it down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
