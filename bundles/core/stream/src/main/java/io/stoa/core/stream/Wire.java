package io.stoa.core.stream;

import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The wire form of what is not a stanza: header, features, errors (RFC 6120 §4). The prefix {@code
 * stream} is written literally, for many clients compare prefixes where they should compare
 * namespaces. Stateless.
 */
final class Wire {

    static final String STREAMS = "http://etherx.jabber.org/streams";

    private Wire() {}

    /** The server's stream header (§4.7). */
    static ByteBuffer header(String id, String from, String lang) {
        return bytes(
                "<?xml version='1.0'?><stream:stream xmlns='"
                        + Stanza.CLIENT
                        + "' xmlns:stream='"
                        + STREAMS
                        + "' id='"
                        + escaped(id)
                        + (from.isEmpty() ? "" : "' from='" + escaped(from))
                        + "' version='1.0' xml:lang='"
                        + escaped(lang)
                        + "'>");
    }

    /** The header of a stream that is no client's and has no features. */
    static ByteBuffer plainHeader(String content, String id, String from) {
        return bytes(
                "<?xml version='1.0'?><stream:stream xmlns='"
                        + escaped(content)
                        + "' xmlns:stream='"
                        + STREAMS
                        + "' id='"
                        + escaped(id)
                        + (from.isEmpty() ? "" : "' from='" + escaped(from))
                        + "'>");
    }

    /** The features (§4.3.2). */
    static ByteBuffer features(List<Element> features) {
        StringBuilder xml = new StringBuilder("<stream:features>");
        features.forEach(feature -> xml.append(text(feature)));
        return bytes(xml.append("</stream:features>").toString());
    }

    /** Two as one. */
    static ByteBuffer together(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.allocate(one.remaining() + other.remaining())
                .put(one)
                .put(other)
                .flip()
                .asReadOnlyBuffer();
    }

    /** A stream error and the end of the stream (§4.9.1). */
    static ByteBuffer error(StreamError error) {
        StringBuilder xml = new StringBuilder("<stream:error>");
        error.toElement().elements().forEach(child -> xml.append(text(child)));
        return bytes(xml.append("</stream:error>").append(END).toString());
    }

    private static final String END = "</stream:stream>";

    /** The end of the stream (§4.4). */
    static ByteBuffer end() {
        return bytes(END);
    }

    /** A whitespace keep-alive (§4.6.1). */
    static ByteBuffer space() {
        return bytes(" ");
    }

    /** An element in the context of a stream whose content namespace is {@code jabber:client}. */
    static ByteBuffer element(Element element) {
        return element.utf8();
    }

    private static String text(Element element) {
        return StandardCharsets.UTF_8.decode(element(element)).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
    }
}
