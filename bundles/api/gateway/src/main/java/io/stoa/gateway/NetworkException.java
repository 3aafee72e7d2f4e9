package io.stoa.gateway;

/** Thrown when a network does not do what it is asked. It carries no stack trace. */
public final class NetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What may be done about it. */
    public enum Kind {
        /** The network cannot be reached, or has no time: it is tried again, later and later. */
        AWAY,
        /** It does not accept the login: the account has to register anew. */
        REFUSED,
        /** There is nobody of that name. */
        NOBODY,
        /** It cannot be done, or must not. */
        FORBIDDEN
    }

    private final Kind kind;
    private final String sentence;

    /** Makes an exception with a sentence for people, which has no secret in it. */
    public NetworkException(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.sentence = sentence;
    }

    /** Returns what may be done about it. */
    public Kind kind() {
        return kind;
    }

    /** Returns the sentence. */
    public String sentence() {
        return sentence;
    }
}
