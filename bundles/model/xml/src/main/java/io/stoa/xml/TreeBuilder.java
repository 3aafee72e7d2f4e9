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
        // most elements have no child, or one text: they need neither list nor builder
        private @Nullable List<Node> children;
        private String text = "";
        private @Nullable StringBuilder parts;

        Frame(String namespace, String local, List<Attribute> attributes) {
            this.namespace = namespace;
            this.local = local;
            this.attributes = attributes;
        }

        void append(String characters) {
            if (text.isEmpty()) {
                text = characters;
                return;
            }
            if (parts == null) {
                parts = new StringBuilder(text);
            }
            parts.append(characters);
        }

        void append(Element child) {
            flush();
            children().add(child);
        }

        private List<Node> children() {
            List<Node> present = children;
            if (present == null) {
                present = new ArrayList<>(4);
                children = present;
            }
            return present;
        }

        private void flush() {
            if (!text.isEmpty()) {
                children().add(wholeText());
                text = "";
                parts = null;
            }
        }

        private Text wholeText() {
            return new Text(parts == null ? text : parts.toString());
        }

        Element startTag() {
            return Element.parsed(namespace, local, attributes, List.of());
        }

        Element build() {
            if (children == null) {
                List<Node> only = text.isEmpty() ? List.of() : List.of(wholeText());
                return Element.parsed(namespace, local, attributes, only);
            }
            flush();
            return Element.parsed(namespace, local, attributes, List.copyOf(children));
        }
    }

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final XmlLimits limits;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int elements;
    private int namespaces;

    TreeBuilder(XmlLimits limits) {
        this.limits = limits;
    }

    /** Tells whether a first-level element is open. */
    boolean inside() {
        return !open.isEmpty();
    }

    /** Begins an element; returns how many are open. */
    int start(Parser source) {
        AsyncXMLStreamReader<?> parser = source.aalto();
        if (open.isEmpty()) {
            elements = 0;
            namespaces = 0;
        }
        elements++;
        if (elements > limits.elements()) {
            throw limit("more than " + limits.elements() + " elements");
        }
        if (open.size() >= limits.depth()) {
            throw limit("nested more than " + limits.depth() + " deep");
        }
        open.push(
                new Frame(
                        own(namespace(parser.getNamespaceURI())),
                        name(source, parser.getLocalName()),
                        attributes(source)));
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
        parent.append(built);
        return Optional.empty();
    }

    /** Gives up what is open; returns the first-level element's start tag, if it was read. */
    Optional<Element> abandon() {
        Frame outermost = open.pollLast();
        open.clear();
        return Optional.ofNullable(outermost).map(Frame::startTag);
    }

    /** The start tag of the stream, which is not ended before the stream is. */
    Element header(Parser source) {
        AsyncXMLStreamReader<?> parser = source.aalto();
        return Element.parsed(
                own(namespace(parser.getNamespaceURI())),
                name(source, parser.getLocalName()),
                attributes(source),
                List.of());
    }

    private List<Attribute> attributes(Parser source) {
        AsyncXMLStreamReader<?> parser = source.aalto();
        int count = parser.getAttributeCount();
        declarations(parser);
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
                            name(source, parser.getAttributeLocalName(i)),
                            parser.getAttributeValue(i));
        }
        return List.of(attributes);
    }

    /** Namespaces in XML 1.0 §3 (reserved names), §5 (a prefix is not undeclared). */
    private void declarations(AsyncXMLStreamReader<?> parser) {
        int count = parser.getNamespaceCount();
        namespaces += count;
        if (namespaces > limits.namespaces()) {
            throw limit("more than " + limits.namespaces() + " namespaces");
        }
        for (int i = 0; i < count; i++) {
            String prefix = namespace(parser.getNamespacePrefix(i));
            if (forbidden(prefix, namespace(parser.getNamespaceURI(i)))) {
                throw new XmlException(
                        XmlException.Kind.NOT_WELL_FORMED, "a forbidden declaration: " + prefix);
            }
        }
    }

    private static boolean forbidden(String prefix, String uri) {
        if (uri.isEmpty()) {
            return !prefix.isEmpty();
        }
        return uri.equals(XMLNS)
                || prefix.equals("xmlns")
                || prefix.equals("xml") != uri.equals(Attribute.XML);
    }

    private String name(Parser source, String local) {
        if (source.knows(local)) {
            return local;
        }
        if (local.length() > limits.nameLength()) {
            throw limit("a name longer than " + limits.nameLength());
        }
        Names.require(local);
        source.remember(local);
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
