package io.stoa.admin;

import java.util.List;
import java.util.SequencedMap;

/**
 * What a command has to say: a sentence, a table, and what to do next. Immutable. With {@code
 * --json} the rows become objects with the columns as keys; facts become one object.
 *
 * @param message a sentence, or ""
 * @param columns the columns of the table
 * @param rows the rows, each as long as the columns
 * @param next commands or sentences that help to go on
 */
public record Report(
        String message, List<String> columns, List<List<String>> rows, List<String> next) {

    /** Copies the lists. */
    public Report {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        next = List.copyOf(next);
    }

    /** Makes a report of one sentence. */
    public static Report of(String message, String... next) {
        return new Report(message, List.of(), List.of(), List.of(next));
    }

    /** Makes a report of a table. */
    public static Report table(List<String> columns, List<List<String>> rows) {
        return new Report("", columns, rows, List.of());
    }

    /** The columns of facts. */
    private static final List<String> FACT = List.of("name", "value");

    /**
     * Makes a report of facts about one thing: a table of the columns name and value.
     *
     * @param message a sentence, or ""
     */
    public static Report facts(String message, SequencedMap<String, String> facts) {
        List<List<String>> rows =
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList();
        return new Report(message, FACT, rows, List.of());
    }

    /** Tells whether the rows are facts about one thing. */
    public boolean facts() {
        return columns.equals(FACT);
    }
}
