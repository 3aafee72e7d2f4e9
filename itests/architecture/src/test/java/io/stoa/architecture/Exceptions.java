package io.stoa.architecture;

import io.stoa.architecture.Audit.Finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The few files that may break a rule, by name and with a reason: exceptions.txt. */
final class Exceptions {

    private record Line(String rule, String file, String reason) {}

    private final List<Line> lines;
    private final Set<Line> used = new HashSet<>();

    private Exceptions(List<Line> lines) {
        this.lines = lines;
    }

    static Exceptions read() {
        List<Line> lines = new ArrayList<>();
        for (String line : Resources.lines("exceptions.txt")) {
            String[] words = line.split("\\s+", 3);
            if (words.length < 3) {
                throw new IllegalArgumentException("exceptions.txt: rule, file, reason: " + line);
            }
            lines.add(new Line(words[0], words[1], words[2]));
        }
        return new Exceptions(lines);
    }

    boolean allow(Finding finding) {
        for (Line line : lines) {
            if (line.rule().equals(finding.rule()) && line.file().equals(finding.file())) {
                used.add(line);
                return true;
            }
        }
        return false;
    }

    List<String> unused() {
        return lines.stream()
                .filter(line -> !used.contains(line))
                .map(line -> line.rule() + " " + line.file())
                .toList();
    }
}
