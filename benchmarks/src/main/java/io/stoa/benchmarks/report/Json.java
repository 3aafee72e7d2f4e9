package io.stoa.benchmarks.report;

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
                results.scenarios().stream().map(this::scenario).collect(Collectors.joining(",\n"));
        return "{\n\"machine\": %s,\n\"options\": %s,\n\"scenarios\": {\n%s\n}}\n"
                .formatted(quoted(results.machine()), quoted(results.options()), scenarios);
    }

    private String scenario(String name) {
        return results.servers().stream()
                .filter(
                        it ->
                                results.figures(name).stream()
                                        .anyMatch(f -> !results.all(name, it, f).isEmpty()))
                .map(it -> "    " + quoted(it) + ": {" + figures(name, it) + "}")
                .collect(Collectors.joining(",\n", "  " + quoted(name) + ": {\n", "}"));
    }

    private String figures(String scenario, String server) {
        return results.figures(scenario).stream()
                .map(it -> quoted(it) + ": " + rounds(scenario, server, it))
                .collect(Collectors.joining(", "));
    }

    private String rounds(String scenario, String server, String figure) {
        return results.all(scenario, server, figure).stream()
                .map(it -> String.format(Locale.ROOT, "%.3f", it))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
