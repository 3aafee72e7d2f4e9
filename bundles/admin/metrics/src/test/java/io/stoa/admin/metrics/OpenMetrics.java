package io.stoa.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an exposition as OpenMetrics 1.0.0 §4 has it: the grammar line by line, and that families
 * are whole, samples belong to their family and are there once, and the end is marked.
 */
final class OpenMetrics {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL =
            "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[n\"\\\\])*\"";
    private static final String NUMBER =
            "(?:[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?Inf|NaN)";
    private static final Pattern META = Pattern.compile("# (TYPE|HELP|UNIT) (" + NAME + ") ?(.*)");
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "("
                            + NAME
                            + ")(\\{(?:"
                            + LABEL
                            + "(?:,"
                            + LABEL
                            + ")*)?})? ("
                            + NUMBER
                            + ")"
                            + "(?: "
                            + NUMBER
                            + ")?");
    private static final Map<String, Set<String>> SUFFIXES =
            Map.of(
                    "counter", Set.of("_total", "_created"),
                    "gauge", Set.of(""),
                    "summary", Set.of("", "_count", "_sum", "_created"));

    final List<String> samples = new ArrayList<>();
    private final Set<String> families = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private String family = "";
    private String type = "";

    static OpenMetrics read(String text) {
        assertThat(text).endsWith("# EOF\n");
        OpenMetrics reader = new OpenMetrics();
        text.substring(0, text.length() - "# EOF\n".length()).lines().forEach(reader::line);
        return reader;
    }

    private void line(String line) {
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            meta(meta.group(1), meta.group(2), meta.group(3));
        } else {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String suffix = sample.group(1).substring(family.length());
            assertThat(sample.group(1)).startsWith(family);
            assertThat(SUFFIXES.get(type)).as(line).contains(suffix);
            assertThat(seen.add(sample.group(1) + sample.group(2))).as(line).isTrue();
            samples.add(line);
        }
    }

    private void meta(String kind, String name, String value) {
        if (!name.equals(family)) {
            assertThat(families.add(name)).as("one block for " + name).isTrue();
            family = name;
            type = "";
        }
        if (kind.equals("TYPE")) {
            assertThat(SUFFIXES).containsKey(value);
            type = value;
        }
        if (kind.equals("UNIT")) {
            assertThat(name).endsWith("_" + value);
        }
    }
}
