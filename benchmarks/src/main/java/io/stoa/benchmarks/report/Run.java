package io.stoa.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one server did once.
 *
 * @param key what was done, by whom, in which round
 * @param settings how long and large it was
 * @param values figures by name, in the order of the table
 * @param fault what was wrong: lost, duplicated …; "" when all was well
 */
public record Run(Key key, String settings, Map<String, Double> values, String fault) {

    /**
     * What a run is known by.
     *
     * @param round the round, from 1
     * @param scenario the scenario's name on the command line
     * @param server the server's name
     */
    public record Key(int round, String scenario, String server) {}

    /** Keeps the order of the figures. */
    public Run {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    boolean well() {
        return fault.isEmpty();
    }
}
