package io.stoa.admin.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be said to Gogo: commands with their words, one after another or in a pipe, and plain
 * variables. Gogo is a language in which anybody can call anything, the framework's own methods
 * too; here features are changed by their verbs only, past whose plan and gate nothing leads.
 */
final class GogoLine {

    private static final Pattern WORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9-]*(:[A-Za-z][A-Za-z0-9-]*)?");

    /** What Felix' commands only look at. */
    private static final Set<String> LOOKS = Set.of("lb", "headers", "help", "inspect", "which");

    private static final Set<String> CHANGES =
            Set.of(
                    "bundlelevel",
                    "frameworklevel",
                    "install",
                    "refresh",
                    "resolve",
                    "start",
                    "stop",
                    "uninstall",
                    "update");
    private static final String OURS = "stoa:";
    private static final String FELIX = "felix:";
    private static final String SCRIPT = "(){}<>`";
    private static final String ENDS = ";|&\n\r";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private Optional<String> complaint = Optional.empty();
    private char quote;

    private GogoLine(String line) {
        this.line = line;
    }

    /** Says why a line is not given to Gogo. */
    static Optional<String> complaint(String line) {
        return new GogoLine(line).read();
    }

    private Optional<String> read() {
        int at = 0;
        while (at < line.length() && complaint.isEmpty()) {
            at += step(at);
        }
        if (complaint.isEmpty()) {
            endStatement();
        }
        return complaint;
    }

    /** Returns how many characters were read. */
    private int step(int at) {
        char it = line.charAt(at);
        if (it == '\\' && quote != '\'') {
            word.append(line, at, Math.min(at + 2, line.length()));
            return 2;
        }
        if (quote == 0 && ENDS.indexOf(it) >= 0) {
            endStatement();
        } else if (quote == 0 && Character.isWhitespace(it)) {
            endWord();
        } else {
            take(it);
        }
        return 1;
    }

    private void take(char it) {
        if (it == quote) {
            quote = 0;
        } else if (quote == 0 && (it == '\'' || it == '"')) {
            quote = it;
        } else if (quote != '\'' && isScript(it)) {
            complaint =
                    Optional.of(
                            "“"
                                    + it
                                    + "” begins a script, and this shell runs commands only; put"
                                    + " it into single quotes if it is part of a word");
        }
        word.append(it);
    }

    private boolean isScript(char it) {
        boolean expands = word.toString().endsWith("$");
        return quote == '"' ? expands && SCRIPT.indexOf(it) >= 0 : SCRIPT.indexOf(it) >= 0;
    }

    private void endWord() {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private void endStatement() {
        endWord();
        boolean assigns = words.size() > 1 && words.get(1).equals("=");
        if (assigns && words.size() > 3) {
            complaint = refused(words.get(2)); // what it returns is assigned
        } else if (!assigns && !words.isEmpty() && !words.getFirst().startsWith("#")) {
            complaint = refused(words.getFirst());
        }
        words.clear();
    }

    private static Optional<String> refused(String command) {
        String name = command.startsWith(FELIX) ? command.substring(FELIX.length()) : command;
        boolean ofFelix = command.startsWith(FELIX) || !name.equals("stop");
        if (ofFelix && CHANGES.contains(name)) {
            return Optional.of(
                    command
                            + " would change bundles past the plan and the gate; features are"
                            + " changed by feature start, stop, install, update and remove, and"
                            + " feature plan shows first what that touches");
        }
        boolean known = !command.contains(":") || command.startsWith(OURS) || LOOKS.contains(name);
        return WORD.matcher(command).matches() && known
                ? Optional.empty()
                : Optional.of("“" + command + "” is no command of this shell; help lists them");
    }
}
