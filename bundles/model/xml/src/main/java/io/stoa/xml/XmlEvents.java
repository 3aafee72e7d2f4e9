package io.stoa.xml;

/** What a reader finds in a stream. Called on the thread that feeds the reader. */
public interface XmlEvents {

    /**
     * The stream has been opened.
     *
     * @param header the start tag with its attributes
     * @param contentNamespace the default namespace that it declares, "" when none (RFC 6120
     *     §4.8.2)
     */
    void opened(Element header, String contentNamespace);

    /** A first-level element is complete. */
    void element(Element element);

    /** The stream has been closed by its end tag. */
    void streamClosed();
}
