package io.stoa.core.bus;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Path;
import io.stoa.bus.Stage;
import io.stoa.lifecycle.Lease;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code stoa path [message|presence|iq]}: the path as it is now. */
@Component
public final class PathCommand implements AdminCommand, Path {

    private static final Spec SPEC =
            new Spec(
                    "path",
                    "Show the path that a stanza takes, as it is now.",
                    "Example: stoa path message",
                    List.of(new Field("kind", "message, presence or iq", Field.Kind.TEXT, false)),
                    true);

    private final DispatchTable table;

    /** Takes the table. */
    @Activate
    public PathCommand(@Reference(policyOption = GREEDY) DispatchTable table) {
        this.table = table;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String wanted = form.text("kind");
        return Report.table(
                List.of("kind", "leg", "stage", "component", "thread", "calls", "errors"),
                rows().stream()
                        .filter(row -> wanted.isEmpty() || row.kind() == kind(wanted))
                        .map(PathCommand::cells)
                        .toList());
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new AdminException("there is no kind “" + name + "”; say message, presence or iq");
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.kind().name().toLowerCase(Locale.ROOT),
                row.leg(),
                row.stage(),
                row.component(),
                row.inline() ? "I/O" : "virtual",
                Long.toString(row.calls()),
                Long.toString(row.errors()));
    }

    @Override
    public List<Row> rows() {
        Table now = table.now();
        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Leg leg : Leg.values()) {
                leg(now, kind, leg, rows);
            }
        }
        return rows;
    }

    private static void leg(Table now, Kind kind, Leg leg, List<Row> rows) {
        if (leg == Leg.SENT) {
            rows.add(core(kind, leg, "stamp"));
        }
        for (Stage stage : Stage.values()) {
            for (Table.Interception row : now.interceptions()) {
                if (row.stage() == stage && row.stands(kind, leg)) {
                    rows.add(row(kind, leg, stage.name(), row.lease()));
                }
            }
        }
        if (kind == Kind.PRESENCE) {
            now.presence().forEach(lease -> rows.add(row(kind, leg, "handle", lease)));
        }
        if (leg == Leg.SENT) {
            rows.add(core(kind, leg, "route"));
        } else {
            received(now, kind, rows);
        }
    }

    private static void received(Table now, Kind kind, List<Row> rows) {
        switch (kind) {
            case MESSAGE -> {
                rows.add(core(kind, Leg.RECEIVED, "deliver"));
                now.absence().forEach(it -> rows.add(row(kind, Leg.RECEIVED, "absent", it)));
            }
            case PRESENCE -> rows.add(core(kind, Leg.RECEIVED, "deliver"));
            case IQ -> {
                for (Table.Handling it : now.handlings()) {
                    rows.add(
                            row(
                                    kind,
                                    Leg.RECEIVED,
                                    it.targets() + " " + it.namespace(),
                                    it.lease()));
                }
                rows.add(core(kind, Leg.RECEIVED, "deliver"));
            }
        }
    }

    private static Row core(Kind kind, Leg leg, String stage) {
        return new Row(kind, leg.name(), stage, "core", true, 0, 0);
    }

    private static Row row(Kind kind, Leg leg, String stage, Lease<?> lease) {
        return new Row(
                kind,
                leg.name(),
                stage,
                lease.component(),
                lease.nonBlocking(),
                lease.calls(),
                lease.errors());
    }
}
