package io.stoa.stanza;

/**
 * Thrown by a handler to answer a stanza with an error (RFC 6120 §8.3). It is an answer, not a
 * failure: it carries no stack trace and is not logged. Thread-safe.
 */
public final class StanzaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    /**
     * Makes an exception.
     *
     * @param error what the sender is told
     */
    public StanzaException(StanzaError error) {
        super(error.condition().element() + ": " + error.text(), null, false, false);
        this.error = error;
    }

    /**
     * Makes an exception with the condition's usual error.
     *
     * @param condition what the sender is told
     */
    public StanzaException(Condition condition) {
        this(StanzaError.of(condition));
    }

    /** Returns what the sender is told. */
    public StanzaError error() {
        return error;
    }
}
