package io.stoa.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes elements in UTF-8. Namespaces of elements are always declared as the default; a prefix
 * exists only for attributes. Used by one thread for one element.
 */
final class Writer {

    /** What most stanzas fit into. */
    private static final int USUAL = 512;

    /** From here on a character is more than one byte. */
    private static final int WIDE = 0x80;

    private byte[] out = new byte[USUAL];
    private int size;

    private Writer() {}

    /**
     * Writes an element.
     *
     * @param context the default namespace where it will stand
     */
    static byte[] write(Element element, String context) {
        Writer writer = new Writer();
        writer.element(element, context);
        return Arrays.copyOf(writer.out, writer.size);
    }

    private void element(Element element, String context) {
        ascii('<');
        raw(element.local());
        if (!element.namespace().equals(context)) {
            raw(" xmlns='");
            escaped(element.namespace(), true);
            ascii('\'');
        }
        int prefix = 0;
        for (Attribute attribute : element.attributes()) {
            prefix = attribute(attribute, prefix);
        }
        if (element.children().isEmpty()) {
            raw("/>");
            return;
        }
        ascii('>');
        for (Node child : element.children()) {
            switch (child) {
                case Element inner -> child(inner, element.namespace());
                case Text(String value) -> escaped(value, false);
            }
        }
        raw("</");
        raw(element.local());
        ascii('>');
    }

    /** A child that stands in jabber:client was perhaps written before: use its bytes. */
    private void child(Element inner, String context) {
        if (context.equals(Element.CLIENT)) {
            append(inner.bytes(), 0);
        } else {
            element(inner, context);
        }
    }

    private int attribute(Attribute attribute, int prefix) {
        int used = prefix;
        ascii(' ');
        if (attribute.namespace().equals(Attribute.XML)) {
            raw("xml:");
        } else if (!attribute.namespace().isEmpty()) {
            used++;
            raw("xmlns:ns" + used + "='");
            escaped(attribute.namespace(), true);
            raw("' ns" + used + ":");
        }
        raw(attribute.local());
        raw("='");
        escaped(attribute.value(), true);
        ascii('\'');
        return used;
    }

    /** Escapes what would be markup, and what a parser would normalise (XML 1.0 §2.11, §3.3.3). */
    private void escaped(String text, boolean inAttribute) {
        int length = text.length();
        makeRoom(length);
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            String entity = c > '>' ? "" : entity(c, inAttribute);
            if (c >= WIDE) {
                int end = wide(text, i);
                append(text.substring(i, end).getBytes(StandardCharsets.UTF_8), length - end);
                i = end;
            } else {
                if (entity.isEmpty()) {
                    out[size++] = (byte) c;
                } else {
                    append(entity.getBytes(StandardCharsets.US_ASCII), length - i);
                }
                i++;
            }
        }
    }

    private static String entity(char c, boolean inAttribute) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\r' -> "&#xD;";
            case '\'' -> inAttribute ? "&apos;" : "";
            case '\n' -> inAttribute ? "&#xA;" : "";
            case '\t' -> inAttribute ? "&#x9;" : "";
            default -> "";
        };
    }

    /** Writes what needs no escaping; a name may well be wide. */
    private void raw(String text) {
        int length = text.length();
        makeRoom(length);
        int i = 0;
        while (i < length && text.charAt(i) < WIDE) {
            out[size++] = (byte) text.charAt(i++);
        }
        if (i < length) {
            append(text.substring(i).getBytes(StandardCharsets.UTF_8), 0);
        }
    }

    /** Returns where characters of more than one byte end; both halves of a pair are such. */
    private static int wide(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= WIDE) {
            end++;
        }
        return end;
    }

    private void ascii(char c) {
        makeRoom(1);
        out[size++] = (byte) c;
    }

    /** Appends bytes, and leaves room for what follows. */
    private void append(byte[] bytes, int following) {
        makeRoom(bytes.length + following);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void makeRoom(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + bytes));
        }
    }
}
