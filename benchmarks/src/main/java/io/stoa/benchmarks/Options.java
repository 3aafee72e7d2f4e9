package io.stoa.benchmarks;

import io.stoa.benchmarks.scenarios.Scenario;
import io.stoa.benchmarks.scenarios.Scenarios;
import io.stoa.benchmarks.scenarios.Settings;
import io.stoa.benchmarks.servers.Contestant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for on the command line.
 *
 * @param rounds how often each server has its turn
 * @param servers which, in which order
 * @param scenarios which, in the order of the table
 * @param settings how long and large
 * @param port the first port that may be used
 * @param distribution Stoa's assembled distribution
 * @param output where the results go
 * @param flags what is asked for by a word alone
 */
record Options(
        int rounds,
        List<Contestant> servers,
        List<Scenario> scenarios,
        Settings settings,
        int port,
        Path distribution,
        Path output,
        Set<String> flags) {

    static final String HELP =
            """
            benchmarks/compare [OPTIONS]: Stoa beside ejabberd, Prosody and a raw relay, on this machine

              --quick            seconds for each scenario and one round: a look, not a result
              --rounds N         how often each server has its turn, interleaved (3)
              --servers A,B      of relay, stoa, stoa-postgresql (archives), ejabberd, prosody
              --scenarios A,B    of the list below; without it all that have no star
              --plan             only says what would be done, and how long it would take
              --resume           goes on with what the folder of the results has: what is there is not measured again
              --seconds N        how long each scenario is measured (30)
              --warm-up N        how many seconds before that (15)
              --sessions N       clients of a scenario of traffic (200)
              --idle N           sessions of the scenarios idle and idle-tls (10000)
              --logins N         logins of a scenario of logins (4000)
              --port N           the first port that is used (15222)
              --output FOLDER    where the results go (benchmarks/target/results)

            Needs ejabberd, prosody, postgresql and openssl:
            apt-get install ejabberd prosody postgresql openssl
            A run in which a message is lost, doubled, out of order or changed ends with 1.

            Scenarios:
            """;

    private static final Set<String> FLAGS = Set.of("--quick", "--plan", "--resume");
    private static final Set<String> VALUES =
            Set.of(
                    "--rounds",
                    "--servers",
                    "--scenarios",
                    "--seconds",
                    "--warm-up",
                    "--sessions",
                    "--idle",
                    "--logins",
                    "--port",
                    "--distribution",
                    "--output");

    /** Returns what there is to be known about the command. */
    static String help() {
        return Scenarios.ALL.stream()
                .map(
                        it ->
                                "  %-21s %s%s"
                                        .formatted(
                                                it.id(),
                                                it.title(),
                                                it.onlyWhenNamed() ? " *" : ""))
                .collect(Collectors.joining("\n", HELP, ""));
    }

    static Options parse(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String word = words.remove();
            boolean known = FLAGS.contains(word) || (VALUES.contains(word) && !words.isEmpty());
            if (!known) {
                throw new IllegalArgumentException(word + " is not understood; see --help");
            }
            given.put(word, FLAGS.contains(word) ? "" : words.remove());
        }
        boolean quick = given.containsKey("--quick");
        return new Options(
                number(given, "--rounds", quick ? 1 : 3),
                list(given.getOrDefault("--servers", "relay,stoa,stoa-postgresql,ejabberd,prosody"))
                        .stream()
                        .map(Contestant::of)
                        .toList(),
                Scenarios.of(list(given.getOrDefault("--scenarios", ""))),
                settings(given, quick ? Settings.QUICK : Settings.FULL),
                number(given, "--port", 15_222),
                Path.of(given.getOrDefault("--distribution", "")).toAbsolutePath(),
                Path.of(given.getOrDefault("--output", "")).toAbsolutePath(),
                Set.copyOf(given.keySet()));
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

    boolean plan() {
        return flags.contains("--plan");
    }

    boolean resume() {
        return flags.contains("--resume");
    }
}
