package io.stoa.core.lifecycle.store;

import io.stoa.json.JsonObject;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the administrator wants: only what differs from the distribution's own set. Immutable.
 *
 * @param choices what was said, by the feature's name
 */
public record Desired(SortedMap<String, Choice> choices) {

    /** Nobody has said anything. */
    public static final Desired NOTHING = new Desired(new TreeMap<>());

    /** Copies the map. */
    public Desired {
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /** Returns what was said about a feature, or what is usual. */
    public Choice of(String feature, boolean usually) {
        return choices.getOrDefault(feature, Choice.usual(usually));
    }

    /** Returns this with a feature switched on or off. */
    public Desired switched(String feature, boolean usually, boolean on) {
        return with(feature, of(feature, usually).switched(on));
    }

    /** Returns this with a feature that runs from another definition. */
    public Desired from(String feature, boolean usually, String source) {
        return with(feature, of(feature, usually).from(source));
    }

    /** Returns this with a feature that is new. */
    public Desired added(String feature, String source) {
        return with(feature, new Choice(true, source, Optional.empty(), Set.of()));
    }

    /** Returns this as if nothing had been said about a feature. */
    public Desired without(String feature) {
        TreeMap<String, Choice> fewer = new TreeMap<>(choices);
        fewer.remove(feature);
        return new Desired(fewer);
    }

    /** Returns this with a feature on or off for one domain. */
    public Desired domain(String feature, String domain, boolean on) {
        Choice choice = of(feature, true);
        Set<String> off = new TreeSet<>(choice.offDomains());
        if (on) {
            off.remove(domain);
        } else {
            off.add(domain);
        }
        return with(feature, choice.without(off));
    }

    private Desired with(String feature, Choice choice) {
        TreeMap<String, Choice> more = new TreeMap<>(choices);
        more.put(feature, choice);
        return new Desired(more);
    }

    /** Returns this as it is kept. */
    public JsonObject toJson() {
        JsonObject json = JsonObject.EMPTY;
        for (Map.Entry<String, Choice> entry : choices.entrySet()) {
            json = json.with(entry.getKey(), entry.getValue().toJson());
        }
        return json;
    }

    /** Reads what was kept. */
    public static Desired read(JsonObject json) {
        TreeMap<String, Choice> choices = new TreeMap<>();
        json.members().keySet().forEach(it -> choices.put(it, Choice.read(json.object(it))));
        return new Desired(choices);
    }
}
