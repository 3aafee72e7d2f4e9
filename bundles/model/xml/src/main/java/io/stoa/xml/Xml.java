package io.stoa.xml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads single elements from text, with the rules and limits of streams. Stateless. */
public final class Xml {

    /** What is stored was within the limits when it came; it may have been wrapped since. */
    private static final XmlLimits LIMITS =
            new XmlLimits(16 * 1024 * 1024, 128, 128, 65_536, 512, 4096);

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
        List<Element> found = new ArrayList<>(1);
        XmlReader reader = new XmlReader(LIMITS, new Collector(found));
        String declaration =
                context.isEmpty() ? "" : " xmlns='" + context.replace("'", "&apos;") + "'";
        feed(reader, "<document" + declaration + ">");
        feed(reader, xml);
        if (found.size() != 1 || !reader.clean()) {
            throw new XmlException(
                    XmlException.Kind.NOT_WELL_FORMED, "this is not exactly one element");
        }
        return found.getFirst();
    }

    private static void feed(XmlReader reader, String xml) {
        reader.feed(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private record Collector(List<Element> found) implements XmlEvents {

        @Override
        public void opened(Element header, String contentNamespace) {
            // the wrapper's own tag
        }

        @Override
        public void element(Element element) {
            found.add(element);
        }

        @Override
        public void streamClosed() {
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "an end tag too many");
        }
    }
}
