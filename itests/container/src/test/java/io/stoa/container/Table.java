package io.stoa.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Reads a table: a row a line, cells between bars, {@code #} comments. */
final class Table {

    private Table() {}

    static List<List<String>> rows(String name) throws IOException {
        try (InputStream in = Table.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new AssertionError("no table " + name);
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                    .toList();
        }
    }
}
