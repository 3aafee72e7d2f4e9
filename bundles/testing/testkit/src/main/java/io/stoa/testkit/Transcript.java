package io.stoa.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transcript: who says what, and what must come of it. Immutable.
 *
 * @param title the first line: the section and what it shows
 * @param bundles the features it needs beyond the core
 * @param steps what happens, in order
 */
public record Transcript(String title, List<String> bundles, List<Step> steps) {

    /** Copies the lists. */
    public Transcript {
        bundles = List.copyOf(bundles);
        steps = List.copyOf(steps);
    }

    /**
     * Something that happens.
     *
     * @param line where it stands in the file
     * @param actor who does it: an account's name, one with a resource, a component's domain, or
     *     {@code server}
     * @param verb connects, administers, sends, receives, disconnects, drops, returns; stops,
     *     starts, runs
     * @param what the XML, the bundle, or the command
     */
    public record Step(int line, String actor, String verb, String what) {}

    /**
     * Reads a transcript.
     *
     * @throws IllegalArgumentException for a line that it does not understand
     */
    public static Transcript read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Transcript parse(List<String> lines) {
        String title = lines.getFirst().replaceFirst("^# *", "");
        List<String> bundles = List.of();
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.startsWith("bundles:")) {
                bundles = words(line.substring("bundles:".length()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String xml = indented(lines, at + 1);
                steps.add(step(at + 1, line, xml));
                at += (int) xml.lines().count();
            }
            at++;
        }
        return new Transcript(title, bundles, steps);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String indented(List<String> lines, int from) {
        StringBuilder xml = new StringBuilder();
        for (int i = from; i < lines.size() && lines.get(i).startsWith(" "); i++) {
            xml.append(lines.get(i)).append('\n');
        }
        return xml.toString();
    }

    private static Step step(int line, String text, String xml) {
        List<String> words = words(text);
        String actor = words.getFirst();
        String verb = words.size() > 1 ? words.get(1) : "";
        String more = String.join(" ", words.subList(Math.min(2, words.size()), words.size()));
        boolean understood =
                switch (verb) {
                    case "connects", "administers", "disconnects", "drops", "returns" ->
                            more.isEmpty() && xml.isEmpty();
                    case "sends", "receives" -> more.isEmpty() && !xml.isEmpty();
                    case "runs" -> actor.equals("server") && !more.isEmpty() && xml.isEmpty();
                    case "stops", "starts" ->
                            actor.equals("server") && words.size() == 3 && xml.isEmpty();
                    default -> false;
                };
        if (!understood) {
            throw new IllegalArgumentException("line " + line + ": " + text);
        }
        return new Step(line, actor, verb, more + xml);
    }
}
