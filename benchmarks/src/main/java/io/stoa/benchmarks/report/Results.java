package io.stoa.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What many runs gave, which may have been made at different times. Works and servers have their
 * place in the tables whatever came first. Not thread-safe.
 */
public final class Results {

    static final String OURS = "Stoa";
    static final String FLOOR = "raw relay";

    /** Ours on another database: no peer. */
    static final String ELSEWHERE = "Stoa, PostgreSQL";

    private static final List<String> SERVERS =
            List.of(FLOOR, OURS, ELSEWHERE, "ejabberd", "Prosody");

    private final List<Work> works;
    private final Map<Run.Key, Run> runs = new LinkedHashMap<>();
    private final Set<String> occasions = new TreeSet<>();
    private final Set<String> machines = new LinkedHashSet<>();

    /**
     * Makes an empty table.
     *
     * @param works everything that there is to be done, in the order of the table
     */
    public Results(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /** Says when, and on what, runs were made that are added. */
    public void measured(String date, String machine) {
        occasions.add(date);
        machines.add(machine);
    }

    /** Adds a run; one that was made before for the same round is forgotten. */
    public void add(Run run) {
        runs.put(run.key(), run);
    }

    /** Tells whether a run was made, in just this way, and went well. */
    public boolean has(Run.Key key, String settings) {
        Run run = runs.get(key);
        return run != null && run.well() && run.settings().equals(settings);
    }

    /** Forgets the runs of a scenario that were made in another way. */
    public void only(String scenario, String settings) {
        runs.values()
                .removeIf(
                        it ->
                                it.key().scenario().equals(scenario)
                                        && !it.settings().equals(settings));
    }

    /** Returns the days, in their order. */
    Set<String> occasions() {
        return occasions;
    }

    /** Returns the machines; there should be one. */
    public Set<String> machines() {
        return machines;
    }

    Collection<Run> runs() {
        return runs.values();
    }

    /** Returns what was done. */
    List<Work> works() {
        return works.stream().filter(it -> !of(it.id()).isEmpty()).toList();
    }

    List<String> servers() {
        Set<String> names = new LinkedHashSet<>(SERVERS);
        runs.keySet().forEach(it -> names.add(it.server()));
        return names.stream()
                .filter(name -> runs.keySet().stream().anyMatch(it -> it.server().equals(name)))
                .toList();
    }

    private List<Run> of(String scenario) {
        return runs.values().stream().filter(it -> it.key().scenario().equals(scenario)).toList();
    }

    /** Returns the names of a scenario's figures. */
    Set<String> figures(String scenario) {
        Set<String> names = new LinkedHashSet<>();
        of(scenario).forEach(it -> names.addAll(it.values().keySet()));
        return names;
    }

    /** Returns how a scenario was run. */
    Set<String> settings(String scenario) {
        Set<String> all = new LinkedHashSet<>();
        of(scenario).forEach(it -> all.add(it.settings()));
        return all;
    }

    /** Returns a figure of every round, of failed ones too. */
    List<Double> all(String scenario, String server, String figure) {
        return of(scenario).stream()
                .filter(it -> it.key().server().equals(server))
                .filter(it -> it.values().containsKey(figure))
                .sorted(Comparator.comparingInt(it -> it.key().round()))
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
        for (Run run : runs.values()) {
            if (!run.well()) {
                faults.add(
                        "%s, %s, round %d: %s"
                                .formatted(
                                        run.key().server(),
                                        run.key().scenario(),
                                        run.key().round(),
                                        run.fault()));
            }
        }
        return faults;
    }
}
