package io.stoa.jid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of cases beside the tests; how it is written stands at its head. */
final class Corpus {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{(\\p{XDigit}+)(?:\\*(\\d+))?}");

    private Corpus() {}

    /** The cases, each with its columns. */
    static List<List<String>> read(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split("\t", -1)).map(Corpus::column).toList())
                .toList();
    }

    private static String column(String written) {
        if (written.equals("-")) {
            return "";
        }
        return ESCAPE.matcher(written)
                .replaceAll(
                        escape -> {
                            String times = escape.group(2) == null ? "1" : escape.group(2);
                            String character =
                                    Character.toString(Integer.parseInt(escape.group(1), 16));
                            return Matcher.quoteReplacement(
                                    character.repeat(Integer.parseInt(times)));
                        });
    }

    private static String text(String name) {
        try (InputStream file = Corpus.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
