package io.stoa.benchmarks.report;

import io.stoa.benchmarks.Figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Figures of many runs. Not thread-safe. */
public final class Results {

    private final String machine;
    private final String options;
    private final Map<String, Map<String, List<Figures>>> runs = new LinkedHashMap<>();

    /** Makes an empty table. */
    public Results(String machine, String options) {
        this.machine = machine;
        this.options = options;
    }

    /** Adds a run. */
    public void add(String scenario, String server, Figures figures) {
        runs.computeIfAbsent(scenario, any -> new LinkedHashMap<>())
                .computeIfAbsent(server, any -> new ArrayList<>())
                .add(figures);
    }

    String machine() {
        return machine;
    }

    String options() {
        return options;
    }

    Set<String> scenarios() {
        return runs.keySet();
    }

    Set<String> servers() {
        Set<String> names = new LinkedHashSet<>();
        runs.values().forEach(it -> names.addAll(it.keySet()));
        return names;
    }

    /** Returns the names of a scenario's figures. */
    Set<String> figures(String scenario) {
        Set<String> names = new LinkedHashSet<>();
        of(scenario).values().forEach(all -> all.forEach(it -> names.addAll(it.values().keySet())));
        return names;
    }

    private Map<String, List<Figures>> of(String scenario) {
        return runs.getOrDefault(scenario, Map.of());
    }

    /** Returns the figures of every round, those of failed runs too. */
    List<Double> all(String scenario, String server, String figure) {
        return of(scenario).getOrDefault(server, List.of()).stream()
                .filter(it -> it.values().containsKey(figure))
                .map(it -> it.values().get(figure))
                .toList();
    }

    OptionalDouble median(String scenario, String server, String figure) {
        List<Double> sorted = all(scenario, server, figure).stream().sorted().toList();
        int size = sorted.size();
        return size == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
    }

    /** Returns what went wrong. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        runs.forEach(
                (scenario, servers) ->
                        servers.forEach(
                                (server, all) ->
                                        all.stream()
                                                .filter(it -> !it.fault().isEmpty())
                                                .map(
                                                        it ->
                                                                server
                                                                        + ", "
                                                                        + scenario
                                                                        + ": "
                                                                        + it.fault())
                                                .forEach(faults::add)));
        return faults;
    }
}
