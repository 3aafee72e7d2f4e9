package io.stoa.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a JVM stopped all its threads, for a collection or anything else: its log of
 * safepoints.
 *
 * @param log the file; none, when the server has no JVM
 */
public record Pauses(List<Path> log) {

    /** No JVM, no log. */
    static final Pauses NONE = new Pauses(List.of());

    private static final Pattern TOTAL = Pattern.compile("Total:\\s+(\\d+) ns");
    private static final double MILLIS = 1e6;

    /** Of a JVM that writes its log into a folder. */
    static Pauses in(Path folder) {
        return new Pauses(List.of(folder.resolve("safepoints.log")));
    }

    /** Returns the option with which a JVM writes the log. */
    String option() {
        return "-Xlog:safepoint:file=" + log.getFirst() + "::filecount=0";
    }

    private List<String> lines() {
        try {
            return log.isEmpty() || !Files.exists(log.getFirst())
                    ? List.of()
                    : Files.readAllLines(log.getFirst());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns how many there were until now. */
    public long end() {
        return lines().size();
    }

    /** Returns the longest of those after the first so many, in milliseconds. */
    public double longest(long after) {
        return lines().stream()
                .skip(after)
                .map(TOTAL::matcher)
                .filter(Matcher::find)
                .mapToDouble(it -> Long.parseLong(it.group(1)) / MILLIS)
                .max()
                .orElse(0);
    }
}
