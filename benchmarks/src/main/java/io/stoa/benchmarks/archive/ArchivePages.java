package io.stoa.benchmarks.archive;

import io.stoa.contracts.PostgresCluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Pages of one account's archive of 10 000 and of 1 000 000 messages, on Derby and on PostgreSQL:
 * {@code benchmarks/archive}. What a page costs must not depend on how many messages there are.
 */
public final class ArchivePages {

    private static final int PAGE = 50;
    private static final int ASKED = 300;
    private static final int WARM = 200;
    private static final int PURGED_AT_A_TIME = 500;
    private static final int APPENDS = 2000;
    private static final String SETTINGS = "fsync=on";

    private ArchivePages() {}

    /** Runs it; the arguments are the sizes. */
    public static void main(String[] arguments) throws IOException {
        int[] sizes =
                arguments.length == 0
                        ? new int[] {10_000, 1_000_000}
                        : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        Path folder = Files.createTempDirectory("stoa-archive");
        report("Derby", Map.of("url", "jdbc:derby:" + folder.resolve("derby")), sizes);
        if (PostgresCluster.programs().isPresent()) {
            try (PostgresCluster cluster = PostgresCluster.create(SETTINGS)) {
                PostgresCluster.Access access = cluster.database();
                report(
                        "PostgreSQL",
                        Map.of(
                                "url",
                                access.url(),
                                "user",
                                access.user(),
                                "password",
                                access.password()),
                        sizes);
            }
        }
    }

    private static void report(String name, Map<String, Object> database, int... sizes) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Archive archive = new Archive(database)) {
            for (int size : sizes) {
                Instant begin = Instant.now();
                archive.fill(size);
                tell("%s: %d messages after %s", name, size, since(begin));
                questions(archive)
                        .forEach(
                                (what, ask) ->
                                        rows.computeIfAbsent(what, it -> new ArrayList<>())
                                                .add(millis(ask)));
            }
            purge(archive, name);
        }
        String heads =
                Arrays.stream(sizes)
                        .mapToObj(it -> it + " messages")
                        .collect(Collectors.joining(" | "));
        tell("| %s: a page of %d, ms | %s |", name, PAGE, heads);
        rows.forEach((what, times) -> tell("| %s | %s |", what, String.join(" | ", times)));
    }

    private static Duration since(Instant begin) {
        return Duration.between(begin, Instant.now());
    }

    /** Each in the middle of the archive where it has a place at all. */
    private static Map<String, Runnable> questions(Archive archive) {
        Instant middle = Archive.time(archive.size() / 2);
        Archive.Answer there =
                archive.ask("set", query(field("start", middle.toString()), set("")));
        String id = there.id(0);
        String ids = there.id(0) + "</value><value>" + there.id(PAGE / 2);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("first page", query("", set("")));
        queries.put("last page (`before` empty)", query("", set("<before/>")));
        queries.put("`after` in the middle", query("", set("<after>" + id + "</after>")));
        queries.put("`before` in the middle", query("", set("<before>" + id + "</before>")));
        queries.put("`start` in the middle", query(field("start", middle.toString()), set("")));
        queries.put(
                "`end` in the middle, backwards",
                query(field("end", middle.toString()), set("<before/>")));
        queries.put("`with` one in 100", query(field("with", "mercutio@bench.example"), set("")));
        queries.put(
                "`with` one in 100, last page",
                query(field("with", "mercutio@bench.example"), set("<before/>")));
        queries.put(
                "`with` nobody", query(field("with", "nobody@bench.example"), set("<before/>")));
        queries.put("`after-id`", query(field("after-id", id), set("")));
        queries.put("`before-id`, backwards", query(field("before-id", id), set("<before/>")));
        queries.put("two `ids`", query(field("ids", ids), set("")));
        queries.put("last page, `flip-page`", query("", set("<before/>") + "<flip-page/>"));
        Map<String, Runnable> questions = new LinkedHashMap<>();
        queries.forEach(
                (what, query) -> {
                    int wanted = what.contains("nobody") ? 0 : what.contains("`ids`") ? 2 : PAGE;
                    questions.put(what, () -> ask(archive, query, wanted));
                });
        questions.put("metadata", () -> archive.ask("get", "<metadata xmlns='urn:xmpp:mam:2'/>"));
        return questions;
    }

    private static void ask(Archive archive, String query, int wanted) {
        int came = archive.ask("set", query).results().size();
        if (came != wanted) {
            throw new IllegalStateException(came + " instead of " + wanted + ": " + query);
        }
    }

    private static String query(String fields, String rest) {
        return "<query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>"
                + fields
                + "</x>"
                + rest
                + "</query>";
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private static String set(String page) {
        return "<set xmlns='http://jabber.org/protocol/rsm'><max>"
                + PAGE
                + "</max>"
                + page
                + "</set>";
    }

    /** The median and the 99th percentile. */
    private static String millis(Runnable ask) {
        for (int i = 0; i < WARM; i++) {
            ask.run();
        }
        long[] nanos = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            nanos[i] = nanos(ask);
        }
        return quantiles(nanos);
    }

    private static long nanos(Runnable what) {
        long begin = System.nanoTime();
        what.run();
        return System.nanoTime() - begin;
    }

    private static String quantiles(long... nanos) {
        Arrays.sort(nanos);
        return "%.2f (p99 %.2f)"
                .formatted(nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    /** Half of the archive goes, without a pause, while somebody else's messages come. */
    private static void purge(Archive archive, String name) {
        String alone = appends(archive);
        AtomicBoolean over = new AtomicBoolean();
        Instant half = Archive.time(archive.size() / 2);
        Instant begin = Instant.now();
        Thread purging =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    int gone = PURGED_AT_A_TIME;
                                    while (gone > 0) {
                                        gone = archive.purge(half, PURGED_AT_A_TIME);
                                    }
                                    over.set(true);
                                    tell("%s: half was purged in %s", name, since(begin));
                                });
        String meanwhile = appends(archive);
        tell(
                "| %s: an append, ms | alone %s | during a purge %s%s |",
                name, alone, meanwhile, over.get() ? " (which was over before)" : "");
        try {
            purging.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String appends(Archive archive) {
        long[] nanos = new long[APPENDS];
        for (int i = 0; i < APPENDS; i++) {
            nanos[i] = nanos(archive::appendElsewhere);
        }
        return quantiles(nanos);
    }

    /** This is a program that people run: its output is the table. */
    private static void tell(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }
}
