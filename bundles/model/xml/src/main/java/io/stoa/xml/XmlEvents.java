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

    /**
     * A first-level element goes over a limit. When this returns, what is left of it is skipped,
     * within reason, and the stream goes on behind it; else the exception that is thrown ends it.
     *
     * @param start the element's start tag
     * @param limit which limit, of the kind {@code LIMIT}
     */
    default void oversized(Element start, XmlException limit) {
        throw limit;
    }

    /** The stream has been closed by its end tag. */
    void streamClosed();
}
