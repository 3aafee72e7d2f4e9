package io.stoa.json;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** Writes values. Stateless. */
final class JsonWriter {

    private static final String INDENT = "  ";

    private JsonWriter() {}

    static String compact(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case JsonText text -> quote(text.value(), out);
            case JsonNumber number -> out.append(number.literal());
            case JsonLiteral literal -> out.append(literal.name().toLowerCase(Locale.ROOT));
            case JsonArray array -> {
                String before = "[";
                for (Json item : array.values()) {
                    out.append(before);
                    write(item, out);
                    before = ",";
                }
                out.append(array.values().isEmpty() ? "[]" : "]");
            }
            case JsonObject object -> {
                String before = "{";
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    out.append(before);
                    quote(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    before = ",";
                }
                out.append(object.members().isEmpty() ? "{}" : "}");
            }
        }
    }

    static String pretty(Json value) {
        StringBuilder out = new StringBuilder();
        lines(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void lines(Json value, String newline, StringBuilder out) {
        switch (value) {
            case JsonArray array when !array.values().isEmpty() -> {
                String deeper = newline + INDENT;
                out.append('[');
                Iterator<Json> items = array.values().iterator();
                while (items.hasNext()) {
                    out.append(deeper);
                    lines(items.next(), deeper, out);
                    out.append(items.hasNext() ? "," : newline + "]");
                }
            }
            case JsonObject object when !object.members().isEmpty() -> {
                String deeper = newline + INDENT;
                out.append('{');
                Iterator<Map.Entry<String, Json>> left = object.members().entrySet().iterator();
                while (left.hasNext()) {
                    Map.Entry<String, Json> member = left.next();
                    out.append(deeper);
                    quote(member.getKey(), out);
                    out.append(": ");
                    lines(member.getValue(), deeper, out);
                    out.append(left.hasNext() ? "," : newline + "}");
                }
            }
            default -> write(value, out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // RFC 8259 §7; a lone surrogate cannot be written in UTF-8
                    if (c < ' ' || (Character.isSurrogate(c) && lone(text, at))) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean lone(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
