package io.stoa.benchmarks.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files, and so sockets, a process may have open. Stateless. */
final class OpenFiles {

    private static final Pattern LIMIT = Pattern.compile("Max open files\\s+\\S+\\s+(\\d+)");

    private OpenFiles() {}

    /** Returns the limit up to which a JVM goes by itself. */
    static int allowed() {
        try {
            Matcher limit = LIMIT.matcher(Files.readString(Path.of("/proc/self/limits")));
            return limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
