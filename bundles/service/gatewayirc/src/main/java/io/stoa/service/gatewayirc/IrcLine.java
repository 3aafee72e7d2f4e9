package io.stoa.service.gatewayirc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of IRC (RFC 1459 §2.3.1), without its tags. Immutable.
 *
 * @param prefix who sends it, {@code nick!user@host} or a server, or ""
 * @param command a word or three digits
 * @param params what follows
 */
record IrcLine(String prefix, String command, List<String> params) {

    private static final int PARAMS = 64;

    IrcLine {
        params = List.copyOf(params);
    }

    /** Reads a line; empty when there is no command in it. */
    static Optional<IrcLine> parse(String line) {
        String rest = line.startsWith("@") ? after(line) : line;
        String prefix = "";
        if (rest.startsWith(":")) {
            prefix = word(rest).substring(1);
            rest = after(rest);
        }
        String command = word(rest).toUpperCase(Locale.ROOT);
        return command.isEmpty()
                ? Optional.empty()
                : Optional.of(new IrcLine(prefix, command, params(after(rest))));
    }

    private static List<String> params(String text) {
        List<String> params = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && params.size() < PARAMS) {
            if (rest.startsWith(":")) {
                params.add(rest.substring(1));
                return params;
            }
            params.add(word(rest));
            rest = after(rest);
        }
        return params;
    }

    private static String word(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static String after(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1).stripLeading();
    }

    /** Writes a command; the last parameter may be any text. Nothing can begin a second line. */
    static String of(String command, String... params) {
        StringBuilder line = new StringBuilder(command);
        for (int i = 0; i < params.length; i++) {
            line.append(i == params.length - 1 ? " :" : " ").append(oneLine(params[i]));
        }
        return line.toString();
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }

    /** The nickname of who sends it, or the server's name. */
    String nick() {
        int end = prefix.indexOf('!');
        return end < 0 ? prefix : prefix.substring(0, end);
    }

    /** A parameter, "" when there are not so many. */
    String param(int i) {
        return i < params.size() ? params.get(i) : "";
    }

    /** The last parameter: for answers the sentence for people. */
    String last() {
        return params.isEmpty() ? "" : params.getLast();
    }
}
