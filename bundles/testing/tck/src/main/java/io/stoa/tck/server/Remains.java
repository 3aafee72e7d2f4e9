package io.stoa.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds after everything that can be collected was collected: the JVM's own
 * histogram of live objects, which says how many class loaders of bundles can still be reached, and
 * by whomever. A bundle whose loader is among them has left something behind.
 *
 * @param loaders class loaders of bundles
 * @param services registrations of services
 * @param threads platform threads of the program
 * @param bytes live objects
 */
public record Remains(long loaders, long services, long threads, long bytes) {

    private static final String LOADER =
            "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";
    private static final String SERVICE = "org.apache.felix.framework.ServiceRegistrationImpl";

    /** With these the collector fills up what is free: they are counted, and are nobody's. */
    private static final Pattern FILLER =
            Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\S*jdk\\.internal\\.vm\\.Filler");

    /** The JVM's own threads come and go as it likes. */
    private static final Pattern THREAD =
            Pattern.compile(
                    "(?m)^\"(?!C1 |C2 |G1 |GC |VM |ForkJoinPool|Attach|Common-Cleaner|Signal)");

    /** Tells whether nothing is held that was not held before, but for bytes. */
    public boolean within(Remains before) {
        return loaders <= before.loaders
                && services <= before.services
                && threads <= before.threads;
    }

    /** Looks at a process. */
    public static Remains of(long pid) {
        String histogram = jcmd(pid, "GC.class_histogram");
        long threads = THREAD.matcher(jcmd(pid, "Thread.print")).results().count();
        return new Remains(
                instances(histogram, LOADER),
                instances(histogram, SERVICE),
                threads,
                live(histogram));
    }

    private static long instances(String histogram, String type) {
        Matcher row =
                Pattern.compile(
                                "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+"
                                        + Pattern.quote(type)
                                        + "\\s")
                        .matcher(histogram);
        return row.find() ? Long.parseLong(row.group(1)) : 0;
    }

    static long live(String histogram) {
        Matcher row = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(histogram);
        long total = row.find() ? Long.parseLong(row.group(1)) : 0;
        return total
                - FILLER.matcher(histogram)
                        .results()
                        .mapToLong(it -> Long.parseLong(it.group(1)))
                        .sum();
    }

    private static String jcmd(long pid, String command) {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process =
                    new ProcessBuilder(program, Long.toString(pid), command)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
