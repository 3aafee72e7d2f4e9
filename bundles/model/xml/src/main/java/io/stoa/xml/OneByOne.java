package io.stoa.xml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one element after the other, each as if it stood alone. Not thread-safe. */
final class OneByOne implements XmlEvents {

    private final List<Element> found = new ArrayList<>(1);
    private final XmlReader reader;

    /** Makes a reader of elements that stand where a namespace is the default, "" for none. */
    OneByOne(XmlLimits limits, String context) {
        this.reader = new XmlReader(limits, this);
        String declaration =
                context.isEmpty() ? "" : " xmlns='" + context.replace("'", "&apos;") + "'";
        String around = "<document" + declaration + ">";
        reader.feed(ByteBuffer.wrap(around.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads an element.
     *
     * @throws XmlException when it is not exactly one; then this can read no other
     */
    Element read(byte[] utf8) {
        found.clear();
        reader.feed(ByteBuffer.wrap(utf8));
        if (found.size() != 1 || !reader.clean()) {
            throw new XmlException(
                    XmlException.Kind.NOT_WELL_FORMED, "this is not exactly one element");
        }
        return found.getFirst();
    }

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
