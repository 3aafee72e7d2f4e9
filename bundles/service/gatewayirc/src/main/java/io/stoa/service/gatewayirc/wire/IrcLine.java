package io.stoa.service.gatewayirc.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of IRC (RFC 1459 §2.3.1, IRCv3 message-tags). Immutable.
 *
 * @param tags what is said about the line
 * @param prefix who sends it, {@code nick!user@host} or a server, or ""
 * @param command a word or three digits
 * @param params what follows
 */
public record IrcLine(
        Map<String, String> tags, String prefix, String command, List<String> params) {

    private static final int PARAMS = 64;
    private static final int TAGS = 64;
    // nobody has said anything on IRC before
    private static final Instant BEGUN = Instant.parse("1988-08-01T00:00:00Z");

    /** Copies what it is made of. */
    public IrcLine {
        tags = Map.copyOf(tags);
        params = List.copyOf(params);
    }

    /** Reads a line; empty when there is no command in it. */
    public static Optional<IrcLine> parse(String line) {
        Map<String, String> tags = line.startsWith("@") ? tags(word(line).substring(1)) : Map.of();
        String rest = line.startsWith("@") ? after(line) : line;
        String prefix = "";
        if (rest.startsWith(":")) {
            prefix = word(rest).substring(1);
            rest = after(rest);
        }
        String command = word(rest).toUpperCase(Locale.ROOT);
        return command.isEmpty()
                ? Optional.empty()
                : Optional.of(new IrcLine(tags, prefix, command, params(after(rest))));
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : text.split(";", TAGS)) {
            int equals = tag.indexOf('=');
            tags.put(
                    equals < 0 ? tag : tag.substring(0, equals),
                    equals < 0 ? "" : unescaped(tag.substring(equals + 1)));
        }
        return tags;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (++i < value.length()) {
                text.append(
                        switch (value.charAt(i)) {
                            case ':' -> ';';
                            case 's' -> ' ';
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            default -> value.charAt(i);
                        });
            }
        }
        return text.toString();
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
    public static String of(String command, String... params) {
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
    public String nick() {
        int end = prefix.indexOf('!');
        return end < 0 ? prefix : prefix.substring(0, end);
    }

    /** A parameter, "" when there are not so many. */
    public String param(int i) {
        return i < params.size() ? params.get(i) : "";
    }

    /** The last parameter: for answers the sentence for people. */
    public String last() {
        return params.isEmpty() ? "" : params.getLast();
    }

    /** A tag, "" when it is not there. */
    public String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** IRCv3 server-time: when it was said, if the network tells and it may be true. */
    public Optional<Instant> time() {
        if (tag("time").isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant said = Instant.parse(tag("time"));
            boolean possible = said.isAfter(BEGUN) && said.isBefore(Instant.now().plusSeconds(60));
            return Optional.of(said).filter(it -> possible);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
