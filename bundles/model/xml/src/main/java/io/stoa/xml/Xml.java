package io.stoa.xml;

import java.nio.charset.StandardCharsets;

/** Reads single elements from text, with the rules and limits of streams. Stateless. */
public final class Xml {

    /** What is stored was within the limits when it came; it may have been wrapped since. */
    static final XmlLimits LIMITS = new XmlLimits(16 * 1024 * 1024, 128, 128, 65_536, 512, 4096);

    private Xml() {}

    /**
     * Reads an element that declares its namespace.
     *
     * @throws XmlException when it is not exactly one element
     */
    public static Element parse(String xml) {
        return parse(xml, "");
    }

    /**
     * Reads an element from where a namespace is the default.
     *
     * @param context the default namespace, such as {@code jabber:client}
     * @throws XmlException when it is not exactly one element
     */
    public static Element parse(String xml, String context) {
        return new OneByOne(LIMITS, context).read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
