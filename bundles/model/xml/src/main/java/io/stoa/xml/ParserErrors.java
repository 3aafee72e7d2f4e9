package io.stoa.xml;

import java.util.Locale;

import javax.xml.stream.XMLStreamException;

/** Says what kind of error a parser has met. Aalto tells them apart in words only. Stateless. */
final class ParserErrors {

    private ParserErrors() {}

    static XmlException translate(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        return new XmlException(kind(message.toLowerCase(Locale.ROOT)), firstLine(message));
    }

    private static XmlException.Kind kind(String message) {
        if (message.contains("unbound") && message.contains("prefix")) {
            return XmlException.Kind.BAD_NAMESPACE_PREFIX;
        }
        if (message.contains("entity") && !message.contains("character entity")) {
            return XmlException.Kind.RESTRICTED_XML;
        }
        if (message.contains("encoding")) {
            return XmlException.Kind.UNSUPPORTED_ENCODING;
        }
        return XmlException.Kind.NOT_WELL_FORMED;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
