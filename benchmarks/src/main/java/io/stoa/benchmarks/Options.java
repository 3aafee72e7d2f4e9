package io.stoa.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked for on the command line.
 *
 * @param rounds how often each server has its turn
 * @param servers which, in which order
 * @param scenarios which; none means all
 * @param settings how long and large
 * @param port the first port that may be used
 * @param distribution Stoa's assembled distribution
 * @param output where the results go
 */
record Options(
        int rounds,
        List<String> servers,
        List<String> scenarios,
        Settings settings,
        int port,
        Path distribution,
        Path output) {

    static final String HELP =
            """
            benchmarks/compare [OPTIONS]: Stoa beside ejabberd, Prosody and a raw relay, on this machine

              --quick            seconds for each scenario and one round: a look, not a result
              --rounds N         how often each server has its turn, interleaved (3)
              --servers A,B      of relay, stoa, ejabberd, prosody
              --scenarios A,B    of chat-closed, chat-2000, chat-10000, chat-tls, login-plain, login-scram,
                                 login-tls, storm, idle, idle-tls, presence, rooms-50, rooms-1000, rooms-many,
                                 archive-store, archive-query, slow
              --seconds N        how long each scenario is measured (30)
              --warm-up N        how many seconds before that (15)
              --sessions N       clients of a scenario of traffic (200)
              --idle N           idle sessions (10000)
              --port N           the first port that is used (15222)
              --output FOLDER    where results.json, results.md and *.svg go (benchmarks/target/results)

            Needs ejabberd, prosody and openssl: apt-get install ejabberd prosody openssl
            A run in which a message is lost, doubled, out of order or changed ends with 1.\
            """;

    static Options parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String word = words.remove();
            given.put(word, word.equals("--quick") ? "" : words.remove());
        }
        boolean quick = given.containsKey("--quick");
        return new Options(
                number(given, "--rounds", quick ? 1 : 3),
                list(given.getOrDefault("--servers", "relay,stoa,ejabberd,prosody")),
                list(given.getOrDefault("--scenarios", "")),
                settings(given, quick ? Settings.QUICK : Settings.FULL),
                number(given, "--port", 15_222),
                Path.of(given.getOrDefault("--distribution", "")).toAbsolutePath(),
                Path.of(given.getOrDefault("--output", "")).toAbsolutePath());
    }

    private static Settings settings(Map<String, String> given, Settings usual) {
        return new Settings(
                Duration.ofSeconds(number(given, "--warm-up", (int) usual.warmUp().toSeconds())),
                Duration.ofSeconds(number(given, "--seconds", (int) usual.measured().toSeconds())),
                number(given, "--sessions", usual.sessions()),
                number(given, "--idle", usual.idle()),
                number(given, "--logins", usual.logins()),
                usual.size());
    }

    private static int number(Map<String, String> given, String key, int usual) {
        return Integer.parseInt(given.getOrDefault(key, Integer.toString(usual)));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    boolean wants(Scenario scenario) {
        return scenarios.isEmpty() || scenarios.contains(scenario.id());
    }

    @Override
    public String toString() {
        return "%d rounds; %d s after a warm-up of %d s; %d clients, bodies of %d bytes; %d idle sessions"
                .formatted(
                        rounds,
                        settings.measured().toSeconds(),
                        settings.warmUp().toSeconds(),
                        settings.sessions(),
                        settings.size(),
                        settings.idle());
    }
}
