package io.stoa.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The findings of a run. Not thread-safe. */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** Makes an empty list. */
    public Findings() {}

    /** Adds findings. */
    public void add(List<Finding> more) {
        all.addAll(more);
    }

    /** Returns the promises that were broken. */
    public List<Finding> broken() {
        return all.stream().filter(it -> !it.kept()).toList();
    }

    /** Returns the findings by their promises. */
    public List<Finding> sorted() {
        return all.stream()
                .sorted(
                        Comparator.comparingInt(Findings::number)
                                .thenComparing(Finding::feature)
                                .thenComparing(Finding::what))
                .toList();
    }

    private static int number(Finding finding) {
        return Integer.parseInt(finding.promise().substring(1));
    }

    /** Returns a table in Markdown. */
    public String table() {
        StringBuilder out = new StringBuilder("| | feature | what | target | measured | |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (Finding it : sorted()) {
            out.append(
                    "| %s | %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    it.promise(),
                                    it.feature(),
                                    it.what(),
                                    it.target(),
                                    it.measured(),
                                    it.kept() ? "kept" : "**broken**"));
        }
        return out.toString();
    }

    /** Returns JSON: an array of objects. */
    public String json() {
        return sorted().stream().map(Findings::json).collect(Collectors.joining(",\n", "[", "]\n"));
    }

    private static String json(Finding it) {
        return ("{\"promise\":%s,\"feature\":%s,\"what\":%s,\"target\":%s,\"measured\":%s,"
                        + "\"kept\":%s}")
                .formatted(
                        quoted(it.promise()),
                        quoted(it.feature()),
                        quoted(it.what()),
                        quoted(it.target()),
                        quoted(it.measured()),
                        it.kept());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** Writes {@code toggles.md} and {@code toggles.json}. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("toggles.md"), table());
            Files.writeString(folder.resolve("toggles.json"), json());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
