package io.stoa.core.lifecycle;

import io.stoa.admin.Report;
import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonObject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a change would do. Immutable.
 *
 * @param target where it leads to
 * @param pins the bundles that run then
 * @param diff what has to be done
 * @param rows what an administrator is shown
 */
record Plan(Target target, Map<String, Pin> pins, Diff diff, List<Row> rows) {

    Plan {
        pins = Map.copyOf(pins);
        rows = List.copyOf(rows);
    }

    /**
     * A line of a plan.
     *
     * @param kind {@code feature}, {@code bundle}, {@code component}, {@code domain}, {@code
     *     streams}, {@code rate}
     * @param what what it is about
     * @param effect what happens to it
     */
    record Row(String kind, String what, String effect) {}

    /** Returns the bundles that are stopped at least for a moment, by their coordinates. */
    List<Pin> touched() {
        List<Pin> touched = new ArrayList<>(diff.removed());
        diff.updated().forEach(it -> touched.add(it.before()));
        return touched;
    }

    /** Returns this plan with more lines. */
    Plan with(List<Row> more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more);
        return new Plan(target, pins, diff, all);
    }

    /** Returns the plan for people and programs. */
    Report report() {
        return new Report(
                "",
                List.of("kind", "what", "effect"),
                rows.stream().map(it -> List.of(it.kind(), it.what(), it.effect())).toList(),
                List.of());
    }

    /** Returns the plan for the history. */
    JsonArray toJson() {
        return JsonArray.of(
                rows,
                it ->
                        JsonObject.EMPTY
                                .with("kind", it.kind())
                                .with("what", it.what())
                                .with("effect", it.effect()));
    }

    /** Returns the version of the feature it is about, “off” when it does not run then. */
    static String version(Collection<Feature> on, String name) {
        return on.stream()
                .filter(it -> it.name().equals(name))
                .map(it -> it.id().version())
                .findFirst()
                .orElse("off");
    }
}
