package io.stoa.service.component;

import io.stoa.xml.Attribute;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.List;

/**
 * A component that may connect. Immutable.
 *
 * @param name its domain, or {@code *.} and the domain under which it may have any
 * @param sealed its secret, sealed
 * @param since when it was added
 */
record Registration(String name, String sealed, Instant since) {

    private static final String NAMESPACE = "stoa:component";
    private static final String WILDCARD = "*.";

    boolean wildcard() {
        return name.startsWith(WILDCARD);
    }

    /** Returns the domain, or the one above the wildcard. */
    static String domain(String name) {
        return name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
    }

    /** Returns the wildcard that a domain falls under at its first dot, "" when it has none. */
    static String above(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? "" : "*" + domain.substring(dot);
    }

    /** What the secret is sealed for. */
    static String purpose(String name) {
        return "component " + name;
    }

    Element store() {
        return Element.of(
                NAMESPACE,
                "component",
                List.of(
                        Attribute.of("name", name),
                        Attribute.of("secret", sealed),
                        Attribute.of("since", since.toString())),
                List.of());
    }

    static Registration restore(Element element) {
        return new Registration(
                element.attribute("name"),
                element.attribute("secret"),
                Instant.parse(element.attribute("since")));
    }

    /** The sealed secret is nobody's business either. */
    @Override
    public String toString() {
        return name;
    }
}
