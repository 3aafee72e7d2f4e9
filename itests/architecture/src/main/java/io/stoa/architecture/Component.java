package io.stoa.architecture;

import org.w3c.dom.Element;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A DS component as bnd described it.
 *
 * @param name its name
 * @param implementation its class
 * @param immediate whether it is made without being asked for
 * @param services the types it provides
 * @param references what it needs
 * @param properties its properties; several values stand on lines of their own
 * @param pid the PID of its configuration, "" for the default, which is its name
 */
public record Component(
        String name,
        String implementation,
        boolean immediate,
        List<String> services,
        List<Reference> references,
        Map<String, String> properties,
        String pid) {

    /**
     * A reference.
     *
     * @param name its name
     * @param service the type of the service
     * @param greedy whether a better service takes the place of a bound one
     */
    public record Reference(String name, String service, boolean greedy) {}

    static Component read(Path xml) {
        Element root = Xml.read(xml);
        return new Component(
                root.getAttribute("name"),
                Xml.all(root, "implementation").getFirst().getAttribute("class"),
                Boolean.parseBoolean(root.getAttribute("immediate")),
                Xml.all(root, "provide").stream().map(it -> it.getAttribute("interface")).toList(),
                Xml.all(root, "reference").stream().map(Component::reference).toList(),
                properties(root),
                root.getAttribute("configuration-pid"));
    }

    private static Reference reference(Element element) {
        return new Reference(
                element.getAttribute("name"),
                element.getAttribute("interface"),
                element.getAttribute("policy-option").equals("greedy"));
    }

    private static Map<String, String> properties(Element root) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Element property : Xml.all(root, "property")) {
            properties.put(
                    property.getAttribute("name"),
                    property.hasAttribute("value")
                            ? property.getAttribute("value")
                            : property.getTextContent().strip());
        }
        return properties;
    }
}
