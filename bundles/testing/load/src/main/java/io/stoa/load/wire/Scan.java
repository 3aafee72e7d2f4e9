package io.stoa.load.wire;

import java.nio.charset.StandardCharsets;

/** Looks for things in the bytes of a stanza. Stateless. */
public final class Scan {

    private Scan() {}

    /** Returns the bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the text of bytes. */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Tells whether something stands at a place. */
    public static boolean at(byte[] bytes, int from, int to, byte[] wanted) {
        if (from + wanted.length > to) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns where something stands first, or -1. */
    public static int find(byte[] bytes, int from, int to, byte[] wanted) {
        int last = to - wanted.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == wanted[0] && at(bytes, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where the first tag ends: after this an attribute belongs to somebody else. */
    public static int head(byte[] bytes, int from, int to) {
        byte quote = 0;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return to;
    }

    /** Returns an attribute of the first tag, "" when absent. */
    public static String attribute(byte[] bytes, int from, int to, String name) {
        int head = head(bytes, from, to);
        int found = find(bytes, from, head, bytes(" " + name + "="));
        if (found < 0) {
            return "";
        }
        int begin = found + name.length() + 3;
        int end = begin;
        while (end < head && bytes[end] != bytes[begin - 1]) {
            end++;
        }
        return text(bytes, begin, end);
    }

    /** Returns an attribute of the first tag of a text, "" when absent. */
    public static String attribute(String xml, String name) {
        byte[] bytes = bytes(xml);
        return attribute(bytes, 0, bytes.length, name);
    }

    /** Returns what stands between two marks, "" when they are not there. */
    public static String between(String text, String before, String after) {
        int from = text.indexOf(before);
        int to = from < 0 ? -1 : text.indexOf(after, from + before.length());
        return to < 0 ? "" : text.substring(from + before.length(), to);
    }
}
