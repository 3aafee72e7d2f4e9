package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.lifecycle.Meters;
import io.stoa.lifecycle.Meters.Meter;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code stoa top}: which feature costs what, live on a terminal. Thread-safe. */
@Component
public final class TopCommand implements AdminCommand {

    private static final int ROWS = 20;
    private static final double MICROS = 1_000.0;
    private static final double MILLIS = 1_000_000.0;
    private static final Spec SPEC =
            new Spec(
                    "top",
                    "Show what the calls to features cost, live; the costliest first.",
                    "Counted since each component came. What was waited for the storage or a client"
                        + " is not in the times but in waited-ms. Of a bundle, p50 and p99 are"
                        + " those of its costliest component. Where nobody can look, or with --once"
                        + " or --json, it is shown once.",
                    List.of(
                            new Field("components", "each by itself", Field.Kind.FLAG, false),
                            new Field("limit", "at most so many rows", Field.Kind.NUMBER, false)),
                    true,
                    Manner.LIVE);
    private static final List<String> COLUMNS =
            List.of(
                    "state",
                    "calls",
                    "errors",
                    "inside",
                    "parked",
                    "dropped",
                    "time-ms",
                    "p50-us",
                    "p99-us",
                    "waited-ms");
    private static final Comparator<Meter> COSTLIEST =
            Comparator.comparing(Meter::time)
                    .reversed()
                    .thenComparing(Meter::bundle)
                    .thenComparing(Meter::component)
                    .thenComparing(Meter::role);

    private final Meters meters;

    /** Takes the meters. */
    @Activate
    public TopCommand(@Reference(policyOption = GREEDY) Meters meters) {
        this.meters = meters;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        boolean components = form.flag("components");
        List<Meter> all = components ? meters.all() : byBundle(meters.all());
        List<List<String>> rows =
                all.stream()
                        .sorted(COSTLIEST)
                        .limit(Math.max(1, form.number("limit", ROWS)))
                        .map(meter -> row(meter, components))
                        .toList();
        List<String> columns = new ArrayList<>();
        columns.add(components ? "component" : "bundle");
        if (components) {
            columns.add("role");
        }
        columns.addAll(COLUMNS);
        return Report.table(columns, rows);
    }

    private static List<Meter> byBundle(List<Meter> all) {
        Map<String, Meter> bundles = new TreeMap<>();
        for (Meter meter : all) {
            bundles.merge(meter.bundle(), meter, TopCommand::sum);
        }
        return List.copyOf(bundles.values());
    }

    private static Meter sum(Meter one, Meter other) {
        Meter costlier = one.time().compareTo(other.time()) >= 0 ? one : other;
        return new Meter(
                one.bundle(),
                costlier.component(),
                "",
                worse(one.state(), other.state()),
                one.reason() + other.reason(),
                one.calls() + other.calls(),
                one.errors() + other.errors(),
                one.inside() + other.inside(),
                one.parked() + other.parked(),
                one.dropped() + other.dropped(),
                one.time().plus(other.time()),
                costlier.median(),
                costlier.p99(),
                one.waited().plus(other.waited()));
    }

    private static String worse(String one, String other) {
        List<String> states = List.of("quarantined", "held", "closed", "open");
        return states.indexOf(one) <= states.indexOf(other) ? one : other;
    }

    private static List<String> row(Meter meter, boolean component) {
        List<String> row = new ArrayList<>();
        row.add(component ? meter.component() : meter.bundle());
        if (component) {
            row.add(meter.role());
        }
        row.add(meter.state());
        for (long count :
                List.of(
                        meter.calls(),
                        meter.errors(),
                        meter.inside(),
                        meter.parked(),
                        meter.dropped())) {
            row.add(Long.toString(count));
        }
        row.add(decimal(meter.time(), MILLIS));
        row.add(decimal(meter.median(), MICROS));
        row.add(decimal(meter.p99(), MICROS));
        row.add(decimal(meter.waited(), MILLIS));
        return row;
    }

    private static String decimal(Duration duration, double unit) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / unit);
    }
}
