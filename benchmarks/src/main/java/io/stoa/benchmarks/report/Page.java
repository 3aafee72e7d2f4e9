package io.stoa.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Writes results as JSON, as a table in Markdown, and as pictures.
 *
 * @param results the results
 */
public record Page(Results results) {

    private static final String OURS = "Stoa";
    private static final String FLOOR = "raw relay";

    /** Writes {@code results.json}, {@code results.md} and a picture for each scenario. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), new Json(results).text());
        Files.writeString(folder.resolve("results.md"), markdown());
        for (String scenario : results.scenarios()) {
            String name = scenario.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            Files.writeString(folder.resolve(name + ".svg"), new Plot(results, scenario).svg());
        }
    }

    /** Returns the medians and the ratios. */
    public String markdown() {
        List<String> servers = List.copyOf(results.servers());
        StringBuilder out = new StringBuilder();
        out.append(LocalDate.now(java.time.ZoneOffset.UTC)).append(", ").append(results.machine());
        out.append(". ").append(results.options()).append(". Medians.\n\n");
        out.append("| work | figure |");
        servers.forEach(it -> out.append(' ').append(it).append(" |"));
        out.append(" Stoa : relay | Stoa : best peer |\n|---|---|");
        out.append("--:|".repeat(servers.size() + 2)).append('\n');
        for (String scenario : results.scenarios()) {
            String title = scenario;
            for (String figure : results.figures(scenario)) {
                out.append("| ").append(title).append(" | ").append(figure).append(" |");
                servers.forEach(it -> out.append(cell(results.median(scenario, it, figure))));
                out.append(cell(ratio(scenario, figure, List.of(FLOOR))));
                out.append(cell(ratio(scenario, figure, peers(servers)))).append('\n');
                title = "";
            }
        }
        results.faults().forEach(it -> out.append("\nFailed: ").append(it).append('\n'));
        return out.toString();
    }

    private static List<String> peers(List<String> servers) {
        return servers.stream().filter(it -> !it.equals(OURS) && !it.equals(FLOOR)).toList();
    }

    /** The best of the others is the smallest, but where more is better. */
    private OptionalDouble ratio(String scenario, String figure, List<String> others) {
        boolean more = figure.equals("per second");
        var medians =
                others.stream()
                        .map(it -> results.median(scenario, it, figure))
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble);
        OptionalDouble best = more ? medians.max() : medians.min();
        OptionalDouble ours = results.median(scenario, OURS, figure);
        return best.isPresent() && best.getAsDouble() > 0 && ours.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / best.getAsDouble())
                : OptionalDouble.empty();
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? " " + number(value.getAsDouble()) + " |" : " – |";
    }

    /** Three digits are as many as the machine is worth. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value).replace(',', ' ');
    }
}
