package io.stoa.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes results as JSON, as a page in Markdown, and as pictures.
 *
 * @param results the results
 */
public record Page(Results results) {

    private static final Set<String> NO_PEERS =
            Set.of(Results.OURS, Results.ELSEWHERE, Results.FLOOR);

    /** What is compared with others; the rest is about the generator and the machine. */
    private static final List<String> COMPARED =
            List.of("cpu", "user", "system", "per second", "p50", "p99", "max", "rss", "join");

    /** Writes {@code results.json}, {@code results.md}, and the pictures that have something. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), new Json(results).text());
        Files.writeString(folder.resolve("results.md"), markdown());
        for (Picture picture : pictures().toList()) {
            Files.writeString(folder.resolve(picture.file()), new Chart(results, picture).svg());
        }
    }

    private Stream<Picture> pictures() {
        return Picture.ALL.stream().filter(it -> !it.of(results).isEmpty());
    }

    /** Returns the pictures, the medians and the ratios. */
    public String markdown() {
        StringBuilder out = new StringBuilder("# Results\n\n");
        out.append(String.join(", ", results.occasions()));
        out.append(": ").append(String.join("; ", results.machines())).append(".\n");
        out.append("Medians of the rounds; `results.json` has every one.\n");
        settings().forEach(it -> out.append("\n- ").append(how(it)));
        out.append('\n');
        pictures().forEach(it -> out.append("\n![%s](%s)\n".formatted(it.title(), it.file())));
        out.append('\n').append(table());
        results.faults().forEach(it -> out.append("\nFailed: ").append(it).append('\n'));
        return out.toString();
    }

    private Set<String> settings() {
        Set<String> all = new LinkedHashSet<>();
        results.works().forEach(it -> all.addAll(results.settings(it.id())));
        return all;
    }

    /** Which works were done in which way. */
    private String how(String settings) {
        List<String> works =
                results.works().stream()
                        .map(Work::id)
                        .filter(it -> results.settings(it).contains(settings))
                        .toList();
        return settings + ": `" + String.join("`, `", works) + "`";
    }

    private String table() {
        List<String> servers = results.servers();
        StringBuilder out = new StringBuilder("| work | rounds | figure |");
        servers.forEach(it -> out.append(' ').append(it).append(" |"));
        out.append(" Stoa : relay | Stoa : best peer |\n|---|--:|---|");
        out.append("--:|".repeat(servers.size() + 2)).append('\n');
        for (Work work : results.works()) {
            String title = "| %s (`%s`) | %d | ".formatted(work.title(), work.id(), rounds(work));
            for (String figure : results.figures(work.id())) {
                out.append(title).append(figure).append(" |");
                servers.forEach(it -> out.append(cell(results.median(work.id(), it, figure))));
                out.append(cell(ratio(work.id(), figure, List.of(Results.FLOOR))));
                out.append(cell(ratio(work.id(), figure, peers(servers)))).append('\n');
                title = "| | | ";
            }
        }
        return out.toString();
    }

    /** Returns how many rounds every server of a work has. */
    private long rounds(Work work) {
        return results.servers().stream()
                .mapToLong(
                        server ->
                                results.runs().stream()
                                        .map(Run::key)
                                        .filter(it -> it.scenario().equals(work.id()))
                                        .filter(it -> it.server().equals(server))
                                        .count())
                .filter(it -> it > 0)
                .min()
                .orElse(0);
    }

    private static List<String> peers(List<String> servers) {
        return servers.stream().filter(it -> !NO_PEERS.contains(it)).toList();
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
        OptionalDouble ours = results.median(scenario, Results.OURS, figure);
        boolean compared = COMPARED.stream().anyMatch(figure::startsWith);
        return compared && best.isPresent() && best.getAsDouble() > 0 && ours.isPresent()
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
