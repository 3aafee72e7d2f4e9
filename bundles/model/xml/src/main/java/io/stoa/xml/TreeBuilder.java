package io.stoa.xml;

import com.fasterxml.aalto.AsyncXMLStreamReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Builds first-level elements from parser events, within the limits. Not thread-safe. */
final class TreeBuilder {

    /** An element that is open. */
    private static final class Frame {
        private final String namespace;
        private final String local;
        private final List<Attribute> attributes;
        private final List<Node> children = new ArrayList<>(4);
        private @Nullable StringBuilder text;

        Frame(String namespace, String local, List<Attribute> attributes) {
            this.namespace = namespace;
            this.local = local;
            this.attributes = attributes;
        }

        void append(String characters) {
            if (text == null) {
                text = new StringBuilder(characters);
            } else {
                text.append(characters);
            }
        }

        void flush() {
            if (text != null) {
                children.add(new Text(text.toString()));
                text = null;
            }
        }

        Element build() {
            flush();
            return Element.parsed(namespace, local, attributes, List.copyOf(children));
        }
    }

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final XmlLimits limits;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int elements;

    TreeBuilder(XmlLimits limits) {
        this.limits = limits;
    }

    /** Tells whether a first-level element is open. */
    boolean inside() {
        return !open.isEmpty();
    }

    /** Begins an element; returns how many are open. */
    int start(AsyncXMLStreamReader<?> parser) {
        elements = open.isEmpty() ? 1 : elements + 1;
        if (elements > limits.elements()) {
            throw limit("more than " + limits.elements() + " elements");
        }
        if (open.size() >= limits.depth()) {
            throw limit("nested more than " + limits.depth() + " deep");
        }
        open.push(
                new Frame(
                        own(namespace(parser.getNamespaceURI())),
                        name(parser.getLocalName()),
                        attributes(parser)));
        return open.size();
    }

    void text(String characters) {
        Frame frame = open.element();
        frame.append(characters);
    }

    /** Ends an element; the first-level one is returned. */
    Optional<Element> end() {
        Element built = open.pop().build();
        if (open.isEmpty()) {
            return Optional.of(built);
        }
        Frame parent = open.element();
        parent.flush();
        parent.children.add(built);
        return Optional.empty();
    }

    /** The start tag of the stream, which is not ended before the stream is. */
    Element header(AsyncXMLStreamReader<?> parser) {
        return Element.parsed(
                own(namespace(parser.getNamespaceURI())),
                name(parser.getLocalName()),
                attributes(parser),
                List.of());
    }

    private List<Attribute> attributes(AsyncXMLStreamReader<?> parser) {
        int count = parser.getAttributeCount();
        if (count + parser.getNamespaceCount() > limits.attributes()) {
            throw limit("more than " + limits.attributes() + " attributes");
        }
        if (count == 0) {
            return List.of();
        }
        Attribute[] attributes = new Attribute[count];
        for (int i = 0; i < count; i++) {
            attributes[i] =
                    new Attribute(
                            namespace(parser.getAttributeNamespace(i)),
                            name(parser.getAttributeLocalName(i)),
                            parser.getAttributeValue(i));
        }
        return List.of(attributes);
    }

    private String name(String local) {
        if (local.length() > limits.nameLength()) {
            throw limit("a name longer than " + limits.nameLength());
        }
        Names.require(local);
        return local;
    }

    /** Namespaces in XML 1.0 §3: no element is in those of {@code xml} and {@code xmlns}. */
    private static String own(String namespace) {
        if (namespace.startsWith("http://www.w3.org/")
                && (namespace.equals(Attribute.XML) || namespace.equals(XMLNS))) {
            throw new XmlException(
                    XmlException.Kind.NOT_WELL_FORMED, "a reserved namespace: " + namespace);
        }
        return namespace;
    }

    private static String namespace(@Nullable String uri) {
        return uri == null ? "" : uri;
    }

    private static XmlException limit(String what) {
        return new XmlException(XmlException.Kind.LIMIT, what);
    }
}
