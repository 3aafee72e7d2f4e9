package io.stoa.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what a process has used from {@code /proc}, which counts in hundredths of a second.
 *
 * @param pid the process
 */
public record ProcessMeter(long pid) {

    private static final int TICKS = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Returns the meter of this process. */
    public static ProcessMeter own() {
        return new ProcessMeter(ProcessHandle.current().pid());
    }

    /**
     * A reading.
     *
     * @param user seconds of CPU in the program
     * @param system seconds of CPU in the kernel for it
     * @param rss resident memory in KB
     * @param threads how many threads
     */
    public record Reading(double user, double system, long rss, int threads) {

        /** Returns the time used since an earlier reading. */
        public Reading since(Reading earlier) {
            return new Reading(user - earlier.user, system - earlier.system, rss, threads);
        }

        /** Returns the seconds of CPU. */
        public double cpu() {
            return user + system;
        }
    }

    /** Reads. */
    public Reading read() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name, in parentheses, may contain blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double user = Double.parseDouble(fields[USER]) / TICKS;
            double system = Double.parseDouble(fields[SYSTEM]) / TICKS;
            return new Reading(user, system, status("VmRSS:"), (int) status("Threads:"));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " is gone", gone);
        }
    }

    /** Returns the seconds of CPU that it and its children that are there have used. */
    public double withChildren() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(it -> new ProcessMeter(it.pid()).read().cpu())
                .reduce(read().cpu(), Double::sum);
    }

    private long status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
