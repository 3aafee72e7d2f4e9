package io.stoa.storage.jdbc.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of an index: the rows that are equal in the leading columns and lie between two bounds
 * in the next one.
 *
 * @param leading the leading columns
 * @param values their values
 * @param next the next column, a number that grows with {@code id}
 * @param after the number after which the stretch begins
 * @param before the number before which it ends
 */
public record Stretch(
        List<String> leading, List<Object> values, String next, long after, long before) {

    /** Makes a stretch without leading columns. */
    public static Stretch of(String next, long after, long before) {
        return new Stretch(List.of(), List.of(), next, after, before);
    }

    /** Adds a leading column behind those that are there. */
    public Stretch in(String column, Object value) {
        return new Stretch(
                Stream.concat(leading.stream(), Stream.of(column)).toList(),
                Stream.concat(values.stream(), Stream.of(value)).toList(),
                next,
                after,
                before);
    }

    /** Returns all columns by which the stretch is in order. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(leading);
        columns.add(next);
        if (!next.equals("id")) {
            columns.add("id");
        }
        return columns;
    }
}
