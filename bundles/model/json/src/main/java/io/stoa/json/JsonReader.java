package io.stoa.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads one text (RFC 8259), and refuses what the grammar does not know. Not thread-safe. */
final class JsonReader {

    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int line = 1;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Json document() {
        Json value = value();
        skip();
        if (at < text.length()) {
            throw wrong("nothing may follow, but there is " + shown());
        }
        return value;
    }

    private Json value() {
        skip();
        if (at == text.length()) {
            throw wrong("the text ends where a value was expected");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> deeper(this::object);
            case '[' -> deeper(this::array);
            case '"' -> new JsonText(string());
            case 't' -> word("true", JsonLiteral.TRUE);
            case 'f' -> word("false", JsonLiteral.FALSE);
            case 'n' -> word("null", JsonLiteral.NULL);
            default -> number();
        };
    }

    /** Reads what begins with a bracket. */
    private interface Part {
        Json read();
    }

    private Json deeper(Part part) {
        depth++;
        if (depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST);
        }
        at++;
        Json value = part.read();
        depth--;
        return value;
    }

    private Json object() {
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        if (taken('}')) {
            return new JsonObject(members);
        }
        do {
            skip();
            if (at == text.length() || text.charAt(at) != '"') {
                throw wrong("a name in quotes was expected, but there is " + shown());
            }
            String name = string();
            if (members.containsKey(name)) {
                throw wrong("“" + name + "” stands twice in the same object; remove one");
            }
            if (!taken(':')) {
                throw wrong("a colon was expected after “" + name + "”, but there is " + shown());
            }
            members.put(name, value());
        } while (taken(','));
        close('}');
        return new JsonObject(members);
    }

    private Json array() {
        List<Json> values = new ArrayList<>();
        if (taken(']')) {
            return new JsonArray(values);
        }
        do {
            values.add(value());
        } while (taken(','));
        close(']');
        return new JsonArray(values);
    }

    private void close(char bracket) {
        if (!taken(bracket)) {
            throw wrong("a comma or “" + bracket + "” was expected, but there is " + shown());
        }
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw wrong("there is " + shown() + "; a text stands in quotes");
        }
        at += word.length();
        return value;
    }

    private Json number() {
        int begin = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new JsonNumber(text.substring(begin, at));
        } catch (IllegalArgumentException notOne) {
            at = begin;
            throw wrong("a value was expected, but there is " + shown());
        }
    }

    private String string() {
        StringBuilder read = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong(
                        "a control character stands in a text; write it as \\u%04x"
                                .formatted((int) c));
            }
            read.append(c == '\\' ? escaped() : c);
        }
        if (at == text.length()) {
            throw wrong("a text does not end");
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourDigits();
            default -> throw wrong("“\\" + c + "” is no escape");
        };
    }

    private char fourDigits() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
            throw wrong("four hexadecimal digits were expected after “\\u”");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private boolean taken(char wanted) {
        skip();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }

    private String shown() {
        if (at == text.length()) {
            return "the end";
        }
        int end = text.offsetByCodePoints(at, 1);
        return "“" + text.substring(at, end) + "”";
    }

    private JsonException wrong(String what) {
        return new JsonException(line, what);
    }
}
