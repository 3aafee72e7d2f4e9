package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;
import io.stoa.json.JsonNumber;
import io.stoa.json.JsonObject;
import io.stoa.json.JsonText;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa feature history}: who changed what, and what it cost. Thread-safe. */
@Component
public final class FeatureHistory implements AdminCommand {

    private static final int USUAL = 20;
    private static final List<String> COLUMNS =
            List.of(
                    "number",
                    "time",
                    "actor",
                    "verb",
                    "feature",
                    "version-before",
                    "version-after",
                    "outcome",
                    "parked",
                    "refused",
                    "longest-wait-ms",
                    "p99-before-ms",
                    "p99-during-ms",
                    "p99-after-ms",
                    "closed-ms",
                    "took-ms",
                    "reason");

    private static final Spec SPEC =
            new Spec(
                    "feature history",
                    "List the changes, the last at the end.",
                    "Example: stoa feature history --last 5",
                    List.of(new Field("last", "how many; else 20", Field.Kind.NUMBER, false)),
                    true);

    private final Engine engine;

    /** Takes the engine. */
    @Activate
    public FeatureHistory(@Reference(policyOption = GREEDY) Engine engine) {
        this.engine = engine;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<JsonObject> entries = Fields.told(engine::view).history();
        int from = Math.max(0, entries.size() - Math.max(1, form.number("last", USUAL)));
        return Report.table(
                COLUMNS,
                entries.subList(from, entries.size()).stream().map(FeatureHistory::row).toList());
    }

    private static List<String> row(JsonObject entry) {
        return COLUMNS.stream().map(it -> text(entry, it)).toList();
    }

    private static String text(JsonObject entry, String name) {
        return switch (entry.get(name).orElse(new JsonText(""))) {
            case JsonText text -> text.value();
            case JsonNumber number -> number.literal();
            default -> "";
        };
    }
}
