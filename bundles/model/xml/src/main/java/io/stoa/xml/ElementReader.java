package io.stoa.xml;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads single elements in UTF-8 from where a namespace is the default, with the rules and limits
 * of {@link Xml}. It is for who reads many: what it has made for one it keeps for the next.
 * Thread-safe.
 */
public final class ElementReader {

    /** More at a time make their own. */
    private static final int KEPT = 4;

    private final String context;
    private final BlockingQueue<OneByOne> idle = new ArrayBlockingQueue<>(KEPT);

    /** Makes a reader for a default namespace, such as {@code jabber:client}. */
    public ElementReader(String context) {
        this.context = context;
    }

    /**
     * Reads an element.
     *
     * @throws XmlException when it is not exactly one element
     */
    public Element read(byte[] utf8) {
        OneByOne reader =
                Objects.requireNonNullElseGet(idle.poll(), () -> new OneByOne(Xml.LIMITS, context));
        Element element = reader.read(utf8);
        // not reached by one that has failed: where it stands is not known
        boolean _ = idle.offer(reader);
        return element;
    }
}
