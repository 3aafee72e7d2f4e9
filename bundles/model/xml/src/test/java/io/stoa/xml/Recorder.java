package io.stoa.xml;

import java.util.ArrayList;
import java.util.List;

/** Records what a reader tells. */
final class Recorder implements XmlEvents {

    final List<Element> headers = new ArrayList<>();
    final List<Element> elements = new ArrayList<>();
    String contentNamespace = "";
    boolean closed;

    @Override
    public void opened(Element header, String content) {
        headers.add(header);
        contentNamespace = content;
    }

    @Override
    public void element(Element element) {
        elements.add(element);
    }

    @Override
    public void streamClosed() {
        closed = true;
    }
}
