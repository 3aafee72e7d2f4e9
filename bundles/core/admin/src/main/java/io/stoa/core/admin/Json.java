package io.stoa.core.admin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259): texts, arrays, objects. */
final class Json {

    private Json() {}

    static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars().forEach(c -> json.append(escaped((char) c)));
        return json.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c);
        };
    }

    /** Makes an array of values that are JSON already. */
    static String array(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    /** Makes an object of values that are JSON already. */
    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
