package io.stoa.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the lists that stand beside the tests. Stateless. */
final class Resources {

    private Resources() {}

    /** Returns the lines that are neither blank nor comment. */
    static List<String> lines(String name) {
        return allLines(name).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static List<String> allLines(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
