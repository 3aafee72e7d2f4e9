package io.stoa.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLInputFactory;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Reads one XMPP stream (RFC 6120 §4, §11) as its bytes arrive. Comments, processing instructions,
 * DTDs and entities beyond the five are refused (§11.1), and everything over the {@link XmlLimits}.
 * After an {@link XmlException} the reader is of no further use. Not thread-safe.
 */
public final class XmlReader {

    /** Input is handed to the parser in slices, so that limits are checked soon. */
    private static final int SLICE = 4096;

    /**
     * A parser remembers every name it has seen. After so many start tags it is replaced between
     * two stanzas, so that a flood of names does not accumulate in a long-lived stream.
     */
    private static final int RENEWAL = 50_000;

    private final XmlLimits limits;
    private final XmlEvents events;
    private final TreeBuilder tree;
    private Utf8Check utf8 = new Utf8Check();
    private AsyncXMLStreamReader<AsyncByteArrayFeeder> parser = newParser();
    private @Nullable StreamTag streamTag;
    private boolean begun;
    private byte last;

    /**
     * The beginning of a character that is not complete: the parser gets whole characters only, for
     * it loses its place in one that is split within an attribute.
     */
    private byte[] held = new byte[0];

    private int tags;
    private long fed;
    private long boundary;
    private int origin;
    private int stanzaBytes;

    /** Makes a reader that tells what it finds. */
    public XmlReader(XmlLimits limits, XmlEvents events) {
        this.limits = limits;
        this.events = events;
        this.tree = new TreeBuilder(limits);
    }

    private static AsyncXMLStreamReader<AsyncByteArrayFeeder> newParser() {
        // a factory of its own: no symbol table is shared between strangers
        AsyncXMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(AsyncXMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(AsyncXMLInputFactory.SUPPORT_DTD, false);
        return factory.createAsyncForByteArray();
    }

    /**
     * Reads what has arrived. The buffer is consumed and not kept.
     *
     * @throws XmlException when the peer broke a rule; events of what came before it were told
     */
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int length = Math.min(SLICE, bytes.remaining());
            if (bytes.hasArray()) {
                feed(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
                bytes.position(bytes.position() + length);
            } else {
                byte[] copy = new byte[length];
                bytes.get(copy);
                feed(copy, 0, length);
            }
        }
    }

    /** Tells whether nothing has arrived behind the last complete element or start of stream. */
    public boolean clean() {
        return !tree.inside() && boundary == fed && held.length == 0;
    }

    private void feed(byte[] bytes, int offset, int length) {
        utf8.check(bytes, offset, length);
        int open = utf8.open();
        if (held.length == 0 && open == 0) {
            parse(bytes, offset, length);
            return;
        }
        byte[] joined = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, joined, held.length, length);
        held = Arrays.copyOfRange(joined, joined.length - open, joined.length);
        if (joined.length > open) {
            parse(joined, 0, joined.length - open);
        }
    }

    private void parse(byte[] bytes, int offset, int length) {
        stanzaBytes += length;
        fed += length;
        origin = offset;
        if (!begun) {
            prolog(bytes, offset, length);
        }
        try {
            // the third argument is a length; Jackson's look-alike takes an end index
            parser.getInputFeeder().feedInput(bytes, offset, length);
            drain();
        } catch (XMLStreamException broken) {
            throw ParserErrors.translate(broken);
        } catch (UncheckedStreamException broken) {
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "not well-formed text");
        }
        if (stanzaBytes > limits.stanzaBytes()) {
            throw tooLarge();
        }
        if (tags > RENEWAL && clean()) {
            renew();
        }
    }

    /** Before the stream begins, {@code <!} can only be a comment or a DTD (RFC 6120 §11.1). */
    private void prolog(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (last == '<' && bytes[i] == '!') {
                throw restricted(XMLStreamConstants.DTD);
            }
            if (last == '<' && bytes[i] != '?') {
                return;
            }
            last = bytes[i];
        }
    }

    /** Some errors of the peer come out of the parser as bare runtime exceptions. */
    private int next() throws XMLStreamException {
        try {
            return parser.next();
        } catch (RuntimeException broken) {
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "not well-formed");
        }
    }

    private void drain() throws XMLStreamException {
        int event = next();
        while (event != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
            if (event == XMLStreamConstants.END_DOCUMENT) {
                return;
            }
            handle(event);
            event = next();
        }
    }

    private void handle(int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_DOCUMENT -> declaration();
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE ->
                    text();
            default -> throw restricted(event);
        }
    }

    /** RFC 6120 §11.4, §11.6: version 1.0, UTF-8, and no standalone document. */
    private void declaration() {
        String encoding = parser.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new XmlException(
                    XmlException.Kind.UNSUPPORTED_ENCODING, "only UTF-8 is supported");
        }
    }

    private void start() throws XMLStreamException {
        // whatever has a name counts: the parser remembers it
        tags += 1 + parser.getAttributeCount() + parser.getNamespaceCount();
        if (!begun) {
            begun = true;
            streamTag = StreamTag.of(parser);
            Element header = built(() -> tree.header(parser));
            complete();
            events.opened(header, streamTag.defaultNamespace());
        } else if (streamTag != null && streamTag.replayed()) {
            streamTag = streamTag.original();
            complete();
        } else {
            built(() -> tree.start(parser));
        }
    }

    /** What cannot be built from the peer's bytes is the peer's error; a listener's is not. */
    private static <T> T built(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException forbidden) {
            throw new XmlException(
                    XmlException.Kind.NOT_WELL_FORMED, "a forbidden character or name");
        }
    }

    private void end() throws XMLStreamException {
        if (!tree.inside()) {
            complete();
            events.streamClosed();
            return;
        }
        Optional<Element> done = built(tree::end);
        if (done.isPresent()) {
            complete();
            events.element(done.get());
        }
    }

    private void text() throws XMLStreamException {
        String characters = parser.getText();
        if (tree.inside()) {
            tree.text(characters);
        } else if (characters.isBlank()) {
            // §4.6.1: whitespace between stanzas keeps the connection alive
            complete();
        } else {
            throw new XmlException(XmlException.Kind.BAD_FORMAT, "text between stanzas");
        }
    }

    private void complete() throws XMLStreamException {
        stanzaBytes = 0;
        long before = boundary;
        // Aalto counts from the beginning of the array, not of the slice that it was fed
        boundary = parser.getLocationInfo().getEndingByteOffset() - origin;
        if (boundary - before > limits.stanzaBytes()) {
            throw tooLarge();
        }
    }

    private XmlException tooLarge() {
        return new XmlException(
                XmlException.Kind.LIMIT, "more than " + limits.stanzaBytes() + " bytes");
    }

    private static XmlException restricted(int event) {
        return new XmlException(
                XmlException.Kind.RESTRICTED_XML,
                switch (event) {
                    case XMLStreamConstants.COMMENT -> "no comments";
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> "no processing instructions";
                    case XMLStreamConstants.DTD -> "no comments and no DTD";
                    default -> "no entities beyond the five";
                });
    }

    /** A new parser is shown the stream's start tag again and goes on from there. */
    private void renew() {
        StreamTag tag = streamTag;
        if (tag == null) {
            return;
        }
        parser = newParser();
        utf8 = new Utf8Check();
        tags = 0;
        fed = 0;
        boundary = 0;
        streamTag = tag.replay();
        byte[] again = tag.bytes();
        feed(again, 0, again.length);
        stanzaBytes = 0;
    }
}
