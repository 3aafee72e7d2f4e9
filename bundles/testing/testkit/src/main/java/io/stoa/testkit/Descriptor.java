package io.stoa.testkit;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * A component description as bnd wrote it, so that tests see the same wiring as the container.
 *
 * @param type the component class
 * @param services the names of the interfaces it provides
 * @param references what it needs
 * @param properties its properties
 * @param deactivate the method that ends it, or ""
 */
record Descriptor(
        Class<?> type,
        List<String> services,
        List<Ref> references,
        Map<String, Object> properties,
        String deactivate) {

    /** A reference. */
    record Ref(
            String service,
            String cardinality,
            String bind,
            String unbind,
            String field,
            int parameter,
            String target) {

        boolean many() {
            return cardinality.endsWith("..n");
        }

        boolean mandatory() {
            return cardinality.startsWith("1");
        }
    }

    static Descriptor read(URL xml) {
        try (InputStream in = xml.openStream()) {
            Element root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(in)
                            .getDocumentElement();
            return read(root);
        } catch (IOException
                | SAXException
                | ParserConfigurationException
                | ClassNotFoundException failure) {
            throw new IllegalStateException("cannot read " + xml, failure);
        }
    }

    private static Descriptor read(Element root) throws ClassNotFoundException {
        String name =
                ((Element) root.getElementsByTagName("implementation").item(0))
                        .getAttribute("class");
        Map<String, Object> properties = properties(root);
        properties.put("component.name", root.getAttribute("name"));
        return new Descriptor(
                Class.forName(name),
                all(root, "provide").stream().map(it -> it.getAttribute("interface")).toList(),
                all(root, "reference").stream().map(Descriptor::ref).toList(),
                properties,
                root.getAttribute("deactivate"));
    }

    private static Ref ref(Element element) {
        String parameter = element.getAttribute("parameter");
        String cardinality = element.getAttribute("cardinality");
        return new Ref(
                element.getAttribute("interface"),
                cardinality.isEmpty() ? "1..1" : cardinality,
                element.getAttribute("bind"),
                element.getAttribute("unbind"),
                element.getAttribute("field"),
                parameter.isEmpty() ? -1 : Integer.parseInt(parameter),
                element.getAttribute("target"));
    }

    private static Map<String, Object> properties(Element root) {
        Map<String, Object> properties = new HashMap<>();
        for (Element property : all(root, "property")) {
            String type = property.getAttribute("type");
            properties.put(
                    property.getAttribute("name"),
                    property.hasAttribute("value")
                            ? value(type, property.getAttribute("value"))
                            : property.getTextContent()
                                    .strip()
                                    .lines()
                                    .map(String::strip)
                                    .toArray(String[]::new));
        }
        return properties;
    }

    private static Object value(String type, String text) {
        return switch (type) {
            case "Boolean" -> Boolean.valueOf(text);
            case "Integer" -> Integer.valueOf(text);
            case "Long" -> Long.valueOf(text);
            default -> text;
        };
    }

    private static List<Element> all(Element root, String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
