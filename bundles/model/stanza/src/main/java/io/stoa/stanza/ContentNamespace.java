package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Node;

import java.util.ArrayList;
import java.util.List;

/**
 * The content namespace of a stream (RFC 6120 §4.8.2), which inside the server is always {@code
 * jabber:client}. The writer needs no translation: it never declares the content namespace, and
 * whatever stands within another is declared. Immutable.
 *
 * @param name the namespace, such as {@code jabber:component:accept}
 */
public record ContentNamespace(String name) {

    /** Returns the element as the server knows it. What stands within another namespace stays. */
    public Element inside(Element element) {
        if (!element.namespace().equals(name)) {
            return element;
        }
        List<Node> children = new ArrayList<>(element.children().size());
        for (Node child : element.children()) {
            children.add(child instanceof Element inner ? inside(inner) : child);
        }
        return Element.of(Stanza.CLIENT, element.local(), element.attributes(), children);
    }
}
