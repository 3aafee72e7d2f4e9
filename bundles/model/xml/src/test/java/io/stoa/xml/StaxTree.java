package io.stoa.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Builds trees with the JDK's own pull parser, which shares no line with ours. */
final class StaxTree {

    private StaxTree() {}

    /** The JDK's, whatever else the class path offers. */
    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static Element read(XMLInputFactory factory, byte[] document) throws XMLStreamException {
        XMLStreamReader reader =
                factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
        reader.nextTag();
        return element(reader);
    }

    private static Element element(XMLStreamReader reader) throws XMLStreamException {
        String namespace = none(reader.getNamespaceURI());
        String local = reader.getLocalName();
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(
                    new Attribute(
                            none(reader.getAttributeNamespace(i)),
                            reader.getAttributeLocalName(i),
                            reader.getAttributeValue(i)));
        }
        List<Node> children = new ArrayList<>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                children.add(element(reader));
            } else {
                children.add(new Text(reader.getText()));
            }
        }
        return Element.of(namespace, local, attributes, children);
    }

    private static String none(String namespace) {
        return namespace == null ? "" : namespace;
    }
}
