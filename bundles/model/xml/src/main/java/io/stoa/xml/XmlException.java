package io.stoa.xml;

/** Says why a reader goes no further. Carries no stack trace: it is the peer's error, not ours. */
public final class XmlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Makes an exception. */
    public XmlException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** Returns the class of the error. */
    public Kind kind() {
        return kind;
    }

    /** The classes of errors, each with its stream error (RFC 6120 §4.9.3). */
    public enum Kind {
        /** Not XML, or not UTF-8 (§4.9.3.13). */
        NOT_WELL_FORMED,
        /** A comment, processing instruction, DTD or entity (§11.1, §4.9.3.18). */
        RESTRICTED_XML,
        /** A prefix that is not declared (§4.9.3.2). */
        BAD_NAMESPACE_PREFIX,
        /** Another encoding than UTF-8 (§11.6, §4.9.3.22). */
        UNSUPPORTED_ENCODING,
        /** Text where only elements may stand (§4.9.3.1). */
        BAD_FORMAT,
        /** More than the limits allow (§4.9.3.14). */
        LIMIT
    }
}
