package io.stoa.xml;

import com.fasterxml.aalto.AsyncXMLStreamReader;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;

/**
 * Reads one XMPP stream (RFC 6120 §4, §11) as its bytes arrive. Comments, processing instructions,
 * DTDs and entities beyond the five are refused (§11.1), and everything over the {@link XmlLimits}.
 * After an {@link XmlException} the reader is of no further use. Not thread-safe.
 */
public final class XmlReader {

    /** Input is handed to the parser in slices, so that limits are checked soon. */
    private static final int SLICE = 4096;

    /** An element over a limit is skipped up to so many times the limit on its bytes. */
    private static final int PATIENCE = 8;

    private static final byte[] NOTHING = new byte[0];

    private final XmlLimits limits;
    private final XmlEvents events;
    private final ParserPool parsers;
    private final TreeBuilder tree;
    private final Scanner scanner = new Scanner();
    private final Utf8Check utf8 = new Utf8Check();

    /** There while something arrives that is not complete. */
    private @Nullable Parser parser;

    private @Nullable StreamTag streamTag;

    /** The element that arrives went over this limit. */
    private @Nullable XmlException over;

    private boolean skipping;

    /**
     * The beginning of a character that is not complete: the parser gets whole characters only, for
     * it loses its place in one that is split within an attribute.
     */
    private byte[] held = NOTHING;

    private long size;

    /** Makes a reader that tells what it finds, with parsers of its own. */
    public XmlReader(XmlLimits limits, XmlEvents events) {
        this(limits, events, new ParserPool(1));
    }

    /** Makes a reader that tells what it finds and shares parsers with others. */
    public XmlReader(XmlLimits limits, XmlEvents events, ParserPool parsers) {
        this.limits = limits;
        this.events = events;
        this.parsers = parsers;
        this.tree = new TreeBuilder(limits);
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
        return scanner.between() && held.length == 0;
    }

    private void feed(byte[] bytes, int offset, int length) {
        utf8.check(bytes, offset, length);
        int open = utf8.open();
        if (held.length == 0 && open == 0) {
            read(bytes, offset, offset + length);
            return;
        }
        byte[] joined = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, joined, held.length, length);
        held = Arrays.copyOfRange(joined, joined.length - open, joined.length);
        read(joined, 0, joined.length - open);
    }

    private void read(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (scanner.between()) {
                at = space(bytes, at, end);
            } else if (scanner.ended()) {
                throw new XmlException(
                        XmlException.Kind.NOT_WELL_FORMED, "something behind the stream");
            }
            if (at < end) {
                int until = scanner.scan(bytes, at, end);
                part(bytes, at, until - at);
                at = until;
            }
        }
    }

    /** RFC 6120 §4.6.1: whitespace between stanzas keeps the connection alive. */
    private static int space(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
            if (bytes[at] != ' ' && bytes[at] != '\n' && bytes[at] != '\r' && bytes[at] != '\t') {
                throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "a forbidden character");
            }
            at++;
        }
        if (at < end && bytes[at] != '<') {
            throw new XmlException(XmlException.Kind.BAD_FORMAT, "text between stanzas");
        }
        return at;
    }

    /** A part of a first-level element, of the stream's start tag or of its end tag. */
    private void part(byte[] bytes, int offset, int length) {
        size += length;
        if (!skipping) {
            if (size > limits.stanzaBytes()) {
                over = limits.bytesExceeded();
            } else {
                parse(bytes, offset, length);
            }
            if (over != null) {
                skip(over);
            }
        } else if (size > (long) PATIENCE * limits.stanzaBytes()) {
            throw limits.bytesExceeded();
        }
        if (scanner.between()) {
            complete();
        }
    }

    private void parse(byte[] bytes, int offset, int length) {
        Parser present = parser;
        if (present == null) {
            StreamTag tag = streamTag;
            present = tag == null ? new Parser() : parsers.take(tag);
            parser = present;
        }
        present.feed(bytes, offset, length);
        int event = present.next();
        while (event != AsyncXMLStreamReader.EVENT_INCOMPLETE
                && event != XMLStreamConstants.END_DOCUMENT) {
            handle(present, event);
            event = over == null ? present.next() : AsyncXMLStreamReader.EVENT_INCOMPLETE;
        }
    }

    /** What is left of the element is looked at for its end only; its parser stands within it. */
    private void skip(XmlException limit) {
        Element start = tree.abandon().orElseThrow(() -> limit);
        over = null;
        parser = null;
        skipping = true;
        events.oversized(start, limit);
    }

    /** Between two elements the parser is of use to others. */
    private void complete() {
        Parser done = parser;
        StreamTag tag = streamTag;
        if (!skipping && (tree.inside() || done == null || tag == null)) {
            // never seen: the scanner and the parser disagree, which must not become an element
            throw new XmlException(XmlException.Kind.NOT_WELL_FORMED, "not an element");
        }
        if (done != null && tag != null) {
            parsers.give(tag, done);
        }
        parser = null;
        skipping = false;
        size = 0;
    }

    private void handle(Parser present, int event) {
        switch (event) {
            case XMLStreamConstants.START_DOCUMENT -> declaration(present);
            case XMLStreamConstants.START_ELEMENT -> start(present);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE ->
                    text(present.text());
            default -> throw restricted(event);
        }
    }

    /** RFC 6120 §11.4, §11.6: version 1.0, UTF-8, and no standalone document. */
    private static void declaration(Parser present) {
        String encoding = present.aalto().getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new XmlException(
                    XmlException.Kind.UNSUPPORTED_ENCODING, "only UTF-8 is supported");
        }
    }

    private void start(Parser present) {
        present.count();
        if (streamTag == null) {
            Element header = header(present);
            StreamTag tag = StreamTag.of(present.aalto());
            streamTag = tag;
            events.opened(header, tag.defaultNamespace());
            return;
        }
        try {
            tree.start(present);
        } catch (XmlException refused) {
            if (refused.kind() != XmlException.Kind.LIMIT) {
                throw refused;
            }
            over = refused;
        } catch (IllegalArgumentException forbidden) {
            throw unwritable();
        }
    }

    private Element header(Parser present) {
        try {
            return tree.header(present);
        } catch (IllegalArgumentException forbidden) {
            throw unwritable();
        }
    }

    /** What cannot be built from the peer's bytes is the peer's error; a listener's is not. */
    private static XmlException unwritable() {
        return new XmlException(XmlException.Kind.NOT_WELL_FORMED, "a forbidden character or name");
    }

    private void end() {
        if (!tree.inside()) {
            events.streamClosed();
            return;
        }
        Optional<Element> done = ended();
        if (done.isPresent()) {
            events.element(done.get());
        }
    }

    private Optional<Element> ended() {
        try {
            return tree.end();
        } catch (IllegalArgumentException forbidden) {
            throw unwritable();
        }
    }

    private void text(String characters) {
        if (tree.inside()) {
            tree.text(characters);
        } else if (!characters.isBlank()) {
            throw new XmlException(XmlException.Kind.BAD_FORMAT, "text between stanzas");
        }
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
}
