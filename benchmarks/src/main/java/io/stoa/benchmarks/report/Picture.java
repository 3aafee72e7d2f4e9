package io.stoa.benchmarks.report;

import java.util.List;

/**
 * What is shown in one picture.
 *
 * @param file its name
 * @param title what stands above it
 * @param figure which figure of each work, and so which unit
 * @param scenarios which works, from above
 */
record Picture(String file, String title, List<String> figure, List<String> scenarios) {

    private static final List<String> RATES = List.of("chat-2000", "chat-5000", "chat-10000");
    private static final List<String> CPU = List.of("cpu µs");

    /** All, in the order of the page. */
    static final List<Picture> ALL =
            List.of(
                    new Picture(
                            "chat-cpu.svg",
                            "1:1 chat: CPU a message, µs",
                            CPU,
                            List.of(
                                    "chat-closed",
                                    "chat-2000",
                                    "chat-5000",
                                    "chat-10000",
                                    "chat-tls")),
                    new Picture(
                            "chat-latency.svg",
                            "1:1 chat: 99 of 100 messages arrive within … ms",
                            List.of("p99 ms"),
                            RATES),
                    new Picture(
                            "chat-throughput.svg",
                            "1:1 chat: messages a second (more is better)",
                            List.of("per second"),
                            List.of("chat-closed", "chat-tls")),
                    new Picture(
                            "logins.svg",
                            "Logging in: CPU, ms",
                            List.of("cpu ms"),
                            List.of(
                                    "login-plain",
                                    "login-scram",
                                    "login-plain-starttls",
                                    "login-starttls",
                                    "login-tls",
                                    "storm")),
                    new Picture(
                            "idle.svg",
                            "An idle session: resident memory, KB",
                            List.of("rss KB"),
                            List.of("idle-2000", "idle", "idle-50000", "idle-tls")),
                    new Picture(
                            "many.svg",
                            "Presence and rooms: CPU a delivery, µs",
                            CPU,
                            List.of("presence", "rooms-50", "rooms-1000")),
                    new Picture(
                            "archive.svg",
                            "Archive: CPU a stored copy and a returned result, µs",
                            List.of("cpu µs a copy", "cpu µs a result"),
                            List.of("archive-store", "archive-query")),
                    new Picture(
                            "pauses.svg",
                            "1:1 chat, 5 000/s for long: the slowest message, ms",
                            List.of("max ms"),
                            List.of("chat-long")));

    /**
     * A bar's place.
     *
     * @param work the work
     * @param figure which of its figures
     * @param server whose
     */
    record Bar(Work work, String figure, String server) {}

    /** Returns the bars for which there is something. */
    List<Bar> of(Results results) {
        return scenarios.stream()
                .flatMap(id -> results.works().stream().filter(it -> it.id().equals(id)))
                .flatMap(
                        work ->
                                figure.stream()
                                        .flatMap(
                                                it ->
                                                        results.servers().stream()
                                                                .map(s -> new Bar(work, it, s))))
                .filter(it -> results.median(it.work().id(), it.server(), it.figure()).isPresent())
                .toList();
    }
}
