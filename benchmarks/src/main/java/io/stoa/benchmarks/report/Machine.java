package io.stoa.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says on what was measured. Stateless. */
public final class Machine {

    private static final int KB_IN_GB = 1024 * 1024;

    private Machine() {}

    /** Returns a sentence without names. */
    public static String describe() {
        String processor = first("/proc/cpuinfo", "model name");
        long memory = Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return "%d cores of %s, %d GB, Linux %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        Math.round(memory / (double) KB_IN_GB),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String first(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
