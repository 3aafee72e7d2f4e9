package io.stoa.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLInputFactory;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;

import org.jspecify.annotations.Nullable;

import javax.xml.stream.XMLStreamException;

/**
 * Aalto's parser, and how many names it has seen: it remembers each, so that it is worn out one
 * day. Not thread-safe.
 */
final class Parser {

    /** A parser that has seen so many names is not used for another element. */
    private static final int WORN = 10_000;

    /** An element with so many names is a flood: nobody else shall meet what it has left behind. */
    private static final int FLOOD = 1000;

    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> aalto = make();

    /** Names that were found to be good; Aalto gives the same object for the same name. */
    private final @Nullable String[] good = new @Nullable String[64];

    private int names;
    private int namesBefore;

    private static AsyncXMLStreamReader<AsyncByteArrayFeeder> make() {
        // a factory of its own: the tables of names are its, and go with it
        AsyncXMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(AsyncXMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(AsyncXMLInputFactory.SUPPORT_DTD, false);
        return factory.createAsyncForByteArray();
    }

    /** A parser that stands behind a start tag. */
    static Parser behind(StreamTag tag) {
        Parser parser = new Parser();
        byte[] bytes = tag.bytes();
        parser.feed(bytes, 0, bytes.length);
        while (parser.next() != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
            // the header was told before
        }
        return parser;
    }

    AsyncXMLStreamReader<AsyncByteArrayFeeder> aalto() {
        return aalto;
    }

    void feed(byte[] bytes, int offset, int length) {
        try {
            // the third argument is a length; Jackson's look-alike takes an end index
            aalto.getInputFeeder().feedInput(bytes, offset, length);
        } catch (XMLStreamException broken) {
            throw ParserErrors.translate(broken);
        }
    }

    /** The next event. Some errors of the peer come out of Aalto as bare runtime exceptions. */
    int next() {
        try {
            return aalto.next();
        } catch (XMLStreamException broken) {
            throw ParserErrors.translate(broken);
        } catch (RuntimeException broken) {
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "not well-formed");
        }
    }

    /** The text of the present event. */
    String text() {
        try {
            return aalto.getText();
        } catch (UncheckedStreamException broken) {
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "not well-formed text");
        }
    }

    /** Tells whether a name was remembered not long ago. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // the point of it
    boolean knows(String name) {
        return good[name.hashCode() & good.length - 1] == name;
    }

    /** Remembers a name that is one. */
    void remember(String name) {
        good[name.hashCode() & good.length - 1] = name;
    }

    /** At a start tag: whatever has a name counts. */
    void count() {
        names += 1 + aalto.getAttributeCount() + aalto.getNamespaceCount();
    }

    /** Between two elements: tells whether it may read another one. */
    boolean usable() {
        boolean usable = names < WORN && names - namesBefore < FLOOD;
        namesBefore = names;
        return usable;
    }
}
