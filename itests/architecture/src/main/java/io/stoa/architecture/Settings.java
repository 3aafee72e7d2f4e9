package io.stoa.architecture;

import org.w3c.dom.Element;

import java.nio.file.Path;
import java.util.List;

/**
 * A configuration as its metatype describes it.
 *
 * @param pid its PID, "" when no component is designated
 * @param description what it is about
 * @param settings its settings in the order of the source
 */
public record Settings(String pid, String description, List<Setting> settings) {

    /**
     * A setting.
     *
     * @param key its key
     * @param type its type, such as {@code Integer}
     * @param description what it does
     * @param hasDefault whether it has a default at all
     * @param fallback the default
     * @param range what the metatype says about the least and the greatest value, or ""
     */
    public record Setting(
            String key,
            String type,
            String description,
            boolean hasDefault,
            String fallback,
            String range) {}

    static Settings read(Path xml) {
        Element root = Xml.read(xml);
        Element definition = Xml.all(root, "OCD").getFirst();
        String pid =
                Xml.all(root, "Designate").stream()
                        .map(it -> it.getAttribute("pid"))
                        .findFirst()
                        .orElse("");
        return new Settings(
                pid,
                definition.getAttribute("description"),
                Xml.all(definition, "AD").stream().map(Settings::setting).toList());
    }

    private static Setting setting(Element element) {
        String type = element.getAttribute("type");
        boolean list = element.hasAttribute("cardinality");
        return new Setting(
                element.getAttribute("id"),
                list ? type + " list" : type,
                element.getAttribute("description"),
                element.hasAttribute("default"),
                element.getAttribute("default"),
                range(element.getAttribute("min"), element.getAttribute("max")));
    }

    private static String range(String least, String greatest) {
        if (least.isEmpty()) {
            return greatest.isEmpty() ? "" : "≤ " + greatest;
        }
        return greatest.isEmpty() ? "≥ " + least : least + "–" + greatest;
    }
}
