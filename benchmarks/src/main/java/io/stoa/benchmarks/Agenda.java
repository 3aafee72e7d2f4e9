package io.stoa.benchmarks;

import io.stoa.benchmarks.report.Results;
import io.stoa.benchmarks.report.Run;
import io.stoa.benchmarks.scenarios.Scenario;
import io.stoa.benchmarks.scenarios.Settings;
import io.stoa.benchmarks.servers.Contestant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to be done, in its order: round after round, in a round one group of scenarios after the
 * other, and each group by every server in turn (A B C A B C …), each time a fresh one. So what is
 * compared is measured within minutes.
 *
 * @param turns what is to be done
 * @param settings how
 */
record Agenda(List<Turn> turns, Settings settings) {

    /** So long a server takes to start and to stop. */
    private static final Duration COMING_AND_GOING = Duration.ofSeconds(6);

    /**
     * A server's turn.
     *
     * @param round the round, from 1
     * @param contestant who
     * @param scenarios what it does, one after the other
     */
    record Turn(int round, Contestant contestant, List<Scenario> scenarios) {

        Run.Key key(Scenario scenario) {
            return new Run.Key(round, scenario.id(), contestant.title());
        }
    }

    /** Returns what is asked for and not among the results yet. */
    static Agenda of(Options options, Results results) {
        Map<String, List<Scenario>> groups = new LinkedHashMap<>();
        options.scenarios()
                .forEach(
                        it -> groups.computeIfAbsent(it.group(), any -> new ArrayList<>()).add(it));
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (List<Scenario> group : groups.values()) {
                for (Contestant contestant : options.servers()) {
                    Turn whole = new Turn(round, contestant, group);
                    Turn missing = new Turn(round, contestant, missing(whole, options, results));
                    if (!missing.scenarios().isEmpty()) {
                        turns.add(missing);
                    }
                }
            }
        }
        return new Agenda(turns, options.settings());
    }

    private static List<Scenario> missing(Turn turn, Options options, Results results) {
        return turn.scenarios().stream()
                .filter(it -> it.suits(turn.contestant()))
                .filter(it -> !results.has(turn.key(it), it.settings(options.settings())))
                .toList();
    }

    /** Returns about how long it takes from a turn on. */
    Duration lasts(int from) {
        return turns.stream().skip(from).map(this::lasts).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration lasts(Turn turn) {
        return turn.scenarios().stream()
                .map(it -> it.lasts(settings))
                .reduce(COMING_AND_GOING, Duration::plus);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(
                        "%d turns, about %d min".formatted(turns.size(), minutes(lasts(0))));
        turns.forEach(it -> text.append('\n').append(line(it)));
        return text.toString();
    }

    private String line(Turn turn) {
        String works =
                turn.scenarios().stream().map(Scenario::id).collect(Collectors.joining(", "));
        return "  round %d, %-9s %4d s  %s"
                .formatted(turn.round(), turn.contestant().title(), lasts(turn).toSeconds(), works);
    }

    static long minutes(Duration time) {
        return time.plusSeconds(59).toMinutes();
    }
}
