package io.stoa.tck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The findings of several rounds as one: each number is the median of the rounds, with the worst,
 * which is the largest, in parentheses where they differ, and how many rounds broke it. Not
 * thread-safe.
 */
final class Rounds {

    /** A number of its own, which neither a version nor a name such as p99.9 is. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.\\-/])\\d+(?:\\.\\d+)?(?![\\w.]\\w)");

    private final Map<String, List<Finding>> byQuestion = new LinkedHashMap<>();

    /** Adds what a round found. */
    void add(Findings round) {
        for (Finding it : round.sorted()) {
            String question = it.promise() + '|' + it.feature() + '|' + it.what();
            byQuestion.computeIfAbsent(question, key -> new ArrayList<>()).add(it);
        }
    }

    /** Returns one finding for each question; it was kept if every round kept it. */
    Findings merged() {
        Findings merged = new Findings();
        byQuestion.values().forEach(rounds -> merged.add(List.of(merge(rounds))));
        return merged;
    }

    private static Finding merge(List<Finding> rounds) {
        List<Finding> broken = rounds.stream().filter(it -> !it.kept()).toList();
        // where rounds have other words, what broke says it itself, in its own round's
        Finding shown = broken.isEmpty() ? rounds.getLast() : broken.getFirst();
        String missed =
                broken.isEmpty() || rounds.size() == 1
                        ? ""
                        : "; in %d of %d rounds".formatted(broken.size(), rounds.size());
        return new Finding(
                shown.promise(),
                shown.feature(),
                shown.what(),
                shown.target(),
                medians(shown.measured(), rounds) + missed,
                broken.isEmpty());
    }

    private static String medians(String shown, List<Finding> rounds) {
        List<List<String>> all = rounds.stream().map(it -> numbers(it.measured())).toList();
        if (all.stream().mapToInt(List::size).distinct().count() != 1) {
            return shown;
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = NUMBER.matcher(shown);
        for (int n = 0; matcher.find(); n++) {
            int place = n;
            List<String> texts = all.stream().map(it -> it.get(place)).toList();
            matcher.appendReplacement(out, Matcher.quoteReplacement(summary(texts)));
        }
        return matcher.appendTail(out).toString();
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(it -> it.group()).toList();
    }

    private static String summary(List<String> texts) {
        List<String> sorted =
                texts.stream().sorted(Comparator.comparingDouble(Rounds::number)).toList();
        String median = sorted.get((sorted.size() - 1) / 2);
        String worst = sorted.getLast();
        return spread(sorted) == 0 ? median : median + " (" + worst + ")";
    }

    private static double spread(List<String> sorted) {
        return number(sorted.getLast()) - number(sorted.getFirst());
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
