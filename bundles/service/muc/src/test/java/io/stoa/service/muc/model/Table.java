package io.stoa.service.muc.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads the tables of this package's tests. */
final class Table {

    private Table() {}

    /** The rows of a table, each with its cells. */
    static List<List<String>> read(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("[\\s]*\\|\\s+|\\s+", -1)))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a value fits a pattern: any, one of several, or by the order of the values. */
    static <E extends Enum<E>> boolean fits(Class<E> type, String pattern, E value) {
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.startsWith(">=")) {
            return value.compareTo(of(type, pattern.substring(2))) >= 0;
        }
        if (pattern.startsWith("<")) {
            return value.compareTo(of(type, pattern.substring(1))) < 0;
        }
        return Arrays.stream(pattern.split("\\|", -1)).anyMatch(it -> of(type, it) == value);
    }

    private static <E extends Enum<E>> E of(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
