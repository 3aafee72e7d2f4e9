package io.stoa.xml;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

/**
 * An XML element. Immutable and thread-safe; it remembers its UTF-8 form once it was written, so
 * that a payload shared by many stanzas is serialised once.
 */
public final class Element implements Node {

    /** The content namespace of every stream inside the server (RFC 6120 §4.8.2). */
    static final String CLIENT = "jabber:client";

    private final String namespace;
    private final String local;
    private final List<Attribute> attributes;
    private final List<Node> children;
    // whoever writes first, the bytes are the same; volatile, so that others see them whole
    private volatile byte @Nullable [] utf8;

    private Element(
            String namespace, String local, List<Attribute> attributes, List<Node> children) {
        this.namespace = namespace;
        this.local = local;
        this.attributes = attributes;
        this.children = children;
    }

    /**
     * Makes an element without attributes.
     *
     * @throws IllegalArgumentException when the name is not one
     */
    public static Element of(String namespace, String local, Node... children) {
        return of(namespace, local, List.of(), List.of(children));
    }

    /**
     * Makes an element.
     *
     * @throws IllegalArgumentException when the name is not one
     */
    public static Element of(
            String namespace,
            String local,
            List<Attribute> attributes,
            List<? extends Node> children) {
        Names.require(local);
        Characters.require(namespace);
        attributes.forEach(Element::require);
        requireDistinct(attributes);
        return new Element(namespace, local, List.copyOf(attributes), List.copyOf(children));
    }

    /** A declaration is the writer's affair: as an attribute it would be a second one. */
    private static void require(Attribute attribute) {
        Names.require(attribute.local());
        if (attribute.is("", "xmlns")) {
            throw new IllegalArgumentException("xmlns is not an attribute");
        }
    }

    /** XML 1.0 §3.1: an attribute name appears only once in a tag. */
    private static void requireDistinct(List<Attribute> attributes) {
        for (int i = 1; i < attributes.size(); i++) {
            Attribute later = attributes.get(i);
            for (int k = 0; k < i; k++) {
                if (attributes.get(k).is(later.namespace(), later.local())) {
                    throw new IllegalArgumentException("twice the attribute " + later.local());
                }
            }
        }
    }

    /** What the reader has parsed needs no checks. */
    static Element parsed(
            String namespace, String local, List<Attribute> attributes, List<Node> children) {
        return new Element(namespace, local, attributes, children);
    }

    /** Returns the namespace, "" for none. */
    public String namespace() {
        return namespace;
    }

    /** Returns the local name. */
    public String local() {
        return local;
    }

    /** Returns the name. */
    public QName name() {
        return new QName(namespace, local);
    }

    /** Tells whether the element has a name. */
    public boolean is(String otherNamespace, String otherLocal) {
        return local.equals(otherLocal) && namespace.equals(otherNamespace);
    }

    /** Returns an attribute without a namespace, "" when absent. */
    public String attribute(String name) {
        return attribute("", name);
    }

    /** Returns an attribute, "" when absent. */
    public String attribute(String attributeNamespace, String name) {
        for (Attribute attribute : attributes) {
            if (attribute.is(attributeNamespace, name)) {
                return attribute.value();
            }
        }
        return "";
    }

    /** Tells whether there is an attribute without a namespace. */
    public boolean hasAttribute(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.is("", name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the attributes. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** Returns the children, text among them. */
    public List<Node> children() {
        return children;
    }

    /** Returns the child elements. */
    public Stream<Element> elements() {
        return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
    }

    /** Returns the child elements of a name. */
    public Stream<Element> elements(String childNamespace, String childLocal) {
        return elements().filter(child -> child.is(childNamespace, childLocal));
    }

    /** Returns the first child of a name. */
    public Optional<Element> child(QName name) {
        return child(name.getNamespaceURI(), name.getLocalPart());
    }

    /** Returns the first child of a name. */
    public Optional<Element> child(String childNamespace, String childLocal) {
        for (Node child : children) {
            if (child instanceof Element element && element.is(childNamespace, childLocal)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Returns the element's own text, without that of its children. */
    public String text() {
        if (children.size() == 1 && children.getFirst() instanceof Text(String only)) {
            return only;
        }
        StringBuilder text = new StringBuilder();
        for (Node child : children) {
            if (child instanceof Text(String part)) {
                text.append(part);
            }
        }
        return text.toString();
    }

    /** Returns this element with an attribute without a namespace, replacing one of its name. */
    public Element with(String attribute, String value) {
        return with(Attribute.of(attribute, value));
    }

    /** Returns this element with an attribute, replacing one of its name. */
    public Element with(Attribute added) {
        List<Attribute> changed = new ArrayList<>(attributes);
        changed.removeIf(present -> present.is(added.namespace(), added.local()));
        changed.add(added);
        return of(namespace, local, changed, children);
    }

    /** Returns this element with another child at the end. */
    public Element with(Node child) {
        List<Node> changed = new ArrayList<>(children);
        changed.add(child);
        return new Element(namespace, local, attributes, List.copyOf(changed));
    }

    /** Returns this element with other children. */
    public Element withChildren(List<? extends Node> others) {
        return new Element(namespace, local, attributes, List.copyOf(others));
    }

    /** Returns this element without an attribute that has no namespace. */
    public Element without(String attribute) {
        return new Element(
                namespace,
                local,
                attributes.stream().filter(present -> !present.is("", attribute)).toList(),
                children);
    }

    /** Returns this element without the child elements that a predicate selects. */
    public Element without(Predicate<Element> which) {
        return withChildren(
                children.stream()
                        .filter(child -> !(child instanceof Element element && which.test(element)))
                        .toList());
    }

    /**
     * Returns the element in UTF-8 as it stands in a stream whose content namespace is {@code
     * jabber:client}: that namespace is not declared, every other is. The buffer is read-only and
     * the caller's own; its content is shared.
     */
    public ByteBuffer utf8() {
        return ByteBuffer.wrap(bytes()).asReadOnlyBuffer();
    }

    /** The remembered form; never changed by anybody. */
    byte[] bytes() {
        byte[] known = utf8;
        if (known == null) {
            known = Writer.write(this, CLIENT);
            utf8 = known;
        }
        return known;
    }

    /** Returns the element as a document of its own, with its namespace declared. */
    public String toXml() {
        return new String(Writer.write(this, ""), StandardCharsets.UTF_8);
    }

    /** Two elements are equal when their trees are; the order of attributes plays no part. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Element that && sameTree(that));
    }

    private boolean sameTree(Element that) {
        return namespace.equals(that.namespace)
                && local.equals(that.local)
                && attributes.size() == that.attributes.size()
                && new HashSet<>(attributes).equals(new HashSet<>(that.attributes))
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(namespace, local, new HashSet<>(attributes), children).hashCode();
    }

    /** Returns the XML as in a stream, for people. */
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
