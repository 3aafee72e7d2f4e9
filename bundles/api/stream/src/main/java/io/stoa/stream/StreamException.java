package io.stoa.stream;

import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;

/** Thrown to close a stream with an error (RFC 6120 §4.9). It carries no stack trace. */
public final class StreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StreamError error;

    /** Makes an exception with an error. */
    public StreamException(StreamError error) {
        super(error.condition().element() + ": " + error.text(), null, false, false);
        this.error = error;
    }

    /** Makes an exception with a condition and a sentence for people. */
    public StreamException(StreamCondition condition, String text) {
        this(StreamError.of(condition, text));
    }

    /** Returns what the peer is told. */
    public StreamError error() {
        return error;
    }
}
