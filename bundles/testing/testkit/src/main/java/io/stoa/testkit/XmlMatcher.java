package io.stoa.testkit;

import io.stoa.stanza.Stanza;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;
import io.stoa.xml.Node;
import io.stoa.xml.Text;
import io.stoa.xml.Xml;

import java.util.List;

/**
 * Compares what came with what a transcript says: {@code {…}} stands for any children, the value
 * {@code {any}} for any value. Stateless.
 */
final class XmlMatcher {

    private static final String ANYTHING = "stoa:anything";
    private static final String ANY = "{any}";

    private XmlMatcher() {}

    /** Returns what differs, "" when nothing does. */
    static String difference(String expected, Element actual) {
        String xml = expected.replace("{…}", "<any xmlns='" + ANYTHING + "'/>");
        return element(Xml.parse(xml, Stanza.CLIENT), actual);
    }

    private static String element(Element expected, Element actual) {
        if (!expected.name().equals(actual.name())) {
            return actual.name() + " is not " + expected.name();
        }
        for (Attribute attribute : expected.attributes()) {
            String value = actual.attribute(attribute.namespace(), attribute.local());
            boolean matches =
                    attribute.value().equals(ANY)
                            ? !value.isEmpty()
                            : attribute.value().equals(value);
            if (!matches) {
                return attribute.local() + " is “" + value + "”, not “" + attribute.value() + "”";
            }
        }
        if (actual.attributes().size() != expected.attributes().size()) {
            return "other attributes: " + actual.attributes();
        }
        return children(children(expected), children(actual))
                ? ""
                : "other children of " + actual.local();
    }

    /** White space between elements means nothing. */
    private static List<Node> children(Element element) {
        boolean leaf = element.elements().findFirst().isEmpty();
        return element.children().stream()
                .filter(child -> leaf || !(child instanceof Text(String text)) || !text.isBlank())
                .toList();
    }

    private static boolean children(List<Node> expected, List<Node> actual) {
        if (expected.isEmpty()) {
            return actual.isEmpty();
        }
        List<Node> rest = expected.subList(1, expected.size());
        if (isAnything(expected.getFirst())) {
            for (int skipped = 0; skipped <= actual.size(); skipped++) {
                if (children(rest, actual.subList(skipped, actual.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !actual.isEmpty()
                && node(expected.getFirst(), actual.getFirst())
                && children(rest, actual.subList(1, actual.size()));
    }

    private static boolean isAnything(Node node) {
        return node instanceof Element element && element.namespace().equals(ANYTHING);
    }

    private static boolean node(Node expected, Node actual) {
        return switch (expected) {
            case Element wanted -> actual instanceof Element got && element(wanted, got).isEmpty();
            case Text(String wanted) ->
                    actual instanceof Text(String got)
                            && (wanted.strip().equals(ANY) || wanted.strip().equals(got.strip()));
        };
    }
}
