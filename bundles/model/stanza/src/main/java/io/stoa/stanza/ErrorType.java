package io.stoa.stanza;

import java.util.Locale;
import java.util.Optional;

/** What the sender of a stanza that failed may do about it (RFC 6120 §8.3.2). Thread-safe. */
public enum ErrorType {
    /** Retry after providing credentials. */
    AUTH,
    /** Do not retry: the error cannot be remedied. */
    CANCEL,
    /** Proceed: the condition was only a warning. */
    CONTINUE,
    /** Retry after changing the data sent. */
    MODIFY,
    /** Retry after waiting: the error is temporary. */
    WAIT;

    /** Returns the value of the {@code type} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the {@code type} attribute of an error.
     *
     * @param wire the attribute's value
     * @return the type, or empty for a value that RFC 6120 does not define
     */
    public static Optional<ErrorType> of(String wire) {
        for (ErrorType type : values()) {
            if (type.wire().equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
