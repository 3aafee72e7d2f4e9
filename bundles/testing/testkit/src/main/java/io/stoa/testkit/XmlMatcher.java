package io.stoa.testkit;

import io.stoa.stanza.Stanza;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;
import io.stoa.xml.Node;
import io.stoa.xml.Text;
import io.stoa.xml.Xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what came with what a transcript says: {@code {…}} stands for any children, the value
 * {@code {any}} for any value, and {@code {any:name}} for one that is remembered. Not thread-safe.
 */
final class XmlMatcher {

    private static final String ANYTHING = "stoa:anything";
    private static final Pattern ANY = Pattern.compile("\\{any(?::(\\w+))?}");

    private final Map<String, String> remembered;

    /** Makes a matcher that adds the values it is to remember to a map. */
    XmlMatcher(Map<String, String> remembered) {
        this.remembered = remembered;
    }

    /** Returns what differs, "" when nothing does. */
    String difference(String expected, Element actual) {
        String xml = expected.replace("{…}", "<any xmlns='" + ANYTHING + "'/>");
        return element(Xml.parse(xml, Stanza.CLIENT), actual);
    }

    private String element(Element expected, Element actual) {
        if (!expected.name().equals(actual.name())) {
            return actual.name() + " is not " + expected.name();
        }
        for (Attribute attribute : expected.attributes()) {
            String value = actual.attribute(attribute.namespace(), attribute.local());
            if (!matches(attribute.value(), value)) {
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

    private boolean matches(String expected, String value) {
        Matcher any = ANY.matcher(expected);
        if (!any.matches()) {
            return expected.equals(value);
        }
        Optional.ofNullable(any.group(1)).ifPresent(name -> remembered.put(name, value));
        return !value.isEmpty();
    }

    /** White space between elements means nothing. */
    private static List<Node> children(Element element) {
        boolean leaf = element.elements().findFirst().isEmpty();
        return element.children().stream()
                .filter(child -> leaf || !(child instanceof Text(String text)) || !text.isBlank())
                .toList();
    }

    private boolean children(List<Node> expected, List<Node> actual) {
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

    private boolean node(Node expected, Node actual) {
        return switch (expected) {
            case Element wanted -> actual instanceof Element got && element(wanted, got).isEmpty();
            case Text(String wanted) ->
                    actual instanceof Text(String got) && matches(wanted.strip(), got.strip());
        };
    }
}
