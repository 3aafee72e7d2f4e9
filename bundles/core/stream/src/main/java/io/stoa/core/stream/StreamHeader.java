package io.stoa.core.stream;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import java.util.Optional;

/**
 * What a stream header says (RFC 6120 §4.7, §4.8).
 *
 * @param domain the domain addressed, prepared; "" when none
 * @param error why the header cannot be accepted, if so
 */
record StreamHeader(String domain, Optional<StreamError> error) {

    /** Reads a client's. */
    static StreamHeader of(Element header, String contentNamespace) {
        String to = header.attribute("to");
        Optional<String> domain = domain(to);
        Optional<StreamError> error =
                namespaces(header, contentNamespace, Stanza.CLIENT)
                        .or(() -> version(header.attribute("version")))
                        .or(() -> domain.isPresent() ? Optional.empty() : address(to));
        return new StreamHeader(domain.orElse(""), error);
    }

    /** Reads one of a protocol that knows no version and has a content namespace of its own. */
    static StreamHeader plain(Element header, String contentNamespace, String wanted) {
        String to = header.attribute("to");
        Optional<String> domain = domain(to);
        Optional<StreamError> error =
                namespaces(header, contentNamespace, wanted)
                        .or(() -> domain.isPresent() ? Optional.empty() : address(to));
        return new StreamHeader(domain.orElse(""), error);
    }

    /** §4.8.1, §4.8.2: the stream namespace, and the one wanted as the content namespace. */
    private static Optional<StreamError> namespaces(
            Element header, String contentNamespace, String wanted) {
        if (!header.is(Wire.STREAMS, "stream")) {
            boolean named = header.local().equals("stream");
            return error(
                    named ? StreamCondition.INVALID_NAMESPACE : StreamCondition.BAD_FORMAT,
                    "open a stream in the namespace " + Wire.STREAMS);
        }
        return contentNamespace.equals(wanted)
                ? Optional.empty()
                : error(
                        StreamCondition.INVALID_NAMESPACE,
                        "the content namespace is " + wanted + " here");
    }

    /** §4.7.5: without a version it is older than 1.0, which has no features. */
    private static Optional<StreamError> version(String version) {
        if (!version.matches("[0-9]{1,9}\\.[0-9]{1,9}")) {
            return error(StreamCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
        }
        int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
        return major >= 1
                ? Optional.empty()
                : error(StreamCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
    }

    /** §4.9.3.6, §4.9.3.7. */
    private static Optional<StreamError> address(String to) {
        return to.isEmpty()
                ? error(StreamCondition.IMPROPER_ADDRESSING, "a stream needs a 'to'")
                : error(StreamCondition.HOST_UNKNOWN, "'to' is not a domain");
    }

    private static Optional<String> domain(String to) {
        try {
            Jid jid = Jid.parse(to);
            return jid.local().isEmpty() && jid.resource().isEmpty()
                    ? Optional.of(jid.domain())
                    : Optional.empty();
        } catch (JidException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<StreamError> error(StreamCondition condition, String text) {
        return Optional.of(StreamError.of(condition, text));
    }
}
