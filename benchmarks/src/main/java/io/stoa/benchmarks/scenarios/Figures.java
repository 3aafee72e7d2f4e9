package io.stoa.benchmarks.scenarios;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of a scenario gave.
 *
 * @param values figures by name, in the order of the table
 * @param fault what was wrong: lost, duplicated …; "" when all was well
 */
public record Figures(Map<String, Double> values, String fault) {

    /** What the processes of the server's database have used, where it has any. */
    static final String DATABASE = "database cpu µs";

    /** Keeps the order. */
    public Figures {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
