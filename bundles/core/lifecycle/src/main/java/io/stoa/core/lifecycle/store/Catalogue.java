package io.stoa.core.lifecycle.store;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.Place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The features that there are. Immutable.
 *
 * @param shipped the distribution's own, by name
 * @param sources what was added to it, by the name of its file
 * @param place what this process is
 */
public record Catalogue(
        SortedMap<String, Feature> shipped, SortedMap<String, Feature> sources, Place place) {

    /** Copies the maps. */
    public Catalogue {
        shipped = Collections.unmodifiableSortedMap(new TreeMap<>(shipped));
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }

    /** Returns this with one more definition. */
    public Catalogue with(String source, Feature feature) {
        TreeMap<String, Feature> more = new TreeMap<>(sources);
        more.put(source, feature);
        return new Catalogue(shipped, more, place);
    }

    /** Returns the names of all features, on or off. */
    public NavigableSet<String> names(Desired desired) {
        NavigableSet<String> names = new TreeSet<>(shipped.keySet());
        desired.choices().keySet().stream()
                .filter(it -> current(it, desired).isPresent())
                .forEach(names::add);
        return names;
    }

    /** Returns the names of the features, on or off, that are for a process like this one. */
    public List<String> here(Desired desired) {
        return names(desired).stream()
                .filter(it -> current(it, desired).filter(its -> its.isFor(place)).isPresent())
                .toList();
    }

    /** Finds the definition from which a feature runs, or would run. */
    public Optional<Feature> current(String name, Desired desired) {
        Choice choice = desired.choices().get(name);
        if (choice == null || choice.source().isEmpty()) {
            return Optional.ofNullable(shipped.get(name));
        }
        return Optional.ofNullable(sources.get(choice.source()))
                .or(() -> Optional.ofNullable(shipped.get(name)));
    }

    /** Finds a definition by its source. */
    public Optional<Feature> source(String name, String source) {
        Map<String, Feature> from = source.isEmpty() ? shipped : sources;
        return Optional.ofNullable(from.get(source.isEmpty() ? name : source));
    }

    /** Tells whether a feature is to run. */
    public boolean isOn(String name, Desired desired) {
        return current(name, desired)
                .filter(it -> it.isFor(place))
                .map(it -> desired.of(name, it.starts()).on())
                .orElse(false);
    }

    /** Returns the features that are to run. */
    public List<Feature> on(Desired desired) {
        List<Feature> on = new ArrayList<>();
        for (String name : names(desired)) {
            if (isOn(name, desired)) {
                current(name, desired).ifPresent(on::add);
            }
        }
        return on;
    }
}
