package io.stoa.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results as JSON: every figure of every round.
 *
 * @param results the results
 */
record Json(Results results) {

    String text() {
        String scenarios =
                results.works().stream().map(this::scenario).collect(Collectors.joining(",\n"));
        return """
        {
        "measured": %s,
        "machine": %s,
        "faults": %s,
        "scenarios": {
        %s
        }
        }
        """
                .formatted(
                        list(results.occasions()),
                        list(results.machines()),
                        list(results.faults()),
                        scenarios);
    }

    private String scenario(Work work) {
        String head =
                "  %s: {\n    \"title\": %s,\n    \"settings\": %s,\n    \"servers\": {\n"
                        .formatted(
                                quoted(work.id()),
                                quoted(work.title()),
                                list(results.settings(work.id())));
        return results.servers().stream()
                .filter(it -> !figures(work.id(), it).isEmpty())
                .map(it -> "      " + quoted(it) + ": {" + figures(work.id(), it) + "}")
                .collect(Collectors.joining(",\n", head, "\n    }\n  }"));
    }

    private String figures(String scenario, String server) {
        return results.figures(scenario).stream()
                .filter(it -> !results.all(scenario, server, it).isEmpty())
                .map(it -> quoted(it) + ": " + rounds(results.all(scenario, server, it)))
                .collect(Collectors.joining(", "));
    }

    private static String rounds(List<Double> values) {
        return values.stream()
                .map(it -> String.format(Locale.ROOT, "%.3f", it))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(Json::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
