package io.stoa.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes elements in UTF-8. Namespaces of elements are always declared as the default; a prefix
 * exists only for attributes. Used by one thread for one element.
 */
final class Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    private Writer() {}

    /**
     * Writes an element.
     *
     * @param context the default namespace where it will stand
     */
    static byte[] write(Element element, String context) {
        Writer writer = new Writer();
        writer.element(element, context);
        return writer.out.toByteArray();
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
            out.writeBytes(inner.bytes());
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
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String entity = entity(text.charAt(i), inAttribute);
            if (!entity.isEmpty()) {
                raw(text.substring(from, i));
                raw(entity);
                from = i + 1;
            }
        }
        raw(from == 0 ? text : text.substring(from));
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

    private void raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void ascii(char c) {
        out.write(c);
    }
}
