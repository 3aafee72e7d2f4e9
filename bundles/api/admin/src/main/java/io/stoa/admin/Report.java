package io.stoa.admin;

import java.util.List;

/**
 * What a command has to say: a sentence, a table, and what to do next. Immutable. With {@code
 * --json} the rows become objects with the columns as keys.
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
}
