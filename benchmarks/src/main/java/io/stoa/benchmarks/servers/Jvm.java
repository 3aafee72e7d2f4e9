package io.stoa.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JVM of a server says of itself, to {@code jcmd}.
 *
 * @param pid the process
 */
record Jvm(long pid) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /**
     * Of each thread, which in the case of a carrier counts what virtual threads allocate on it.
     */
    private static final Pattern ALLOCATED = Pattern.compile("allocated=(\\d+)([BKMG])");

    private static final Map<String, Double> UNITS =
            Map.of("B", 1.0, "K", 0x1p10, "M", 0x1p20, "G", 0x1p30);

    static Path program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** Returns how many KB of the heap are in use after a collection. */
    long liveHeap() {
        ask("GC.run");
        Matcher used = USED.matcher(ask("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) : 0;
    }

    /** Returns how many bytes its threads have allocated, to one in a hundred. */
    double allocated() {
        return allocated(ask("Thread.print", "-e"));
    }

    static double allocated(String threads) {
        double bytes = 0;
        Matcher matcher = ALLOCATED.matcher(threads);
        while (matcher.find()) {
            bytes += Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1.0);
        }
        return bytes;
    }

    private String ask(String... words) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(program("jcmd").toString(), Long.toString(pid));
            builder.command().addAll(java.util.List.of(words));
            Process process = builder.redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
