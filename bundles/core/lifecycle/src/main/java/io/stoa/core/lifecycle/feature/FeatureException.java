package io.stoa.core.lifecycle.feature;

/** Says what is wrong with a feature, a bundle or a change, and what to do about it. */
public final class FeatureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** Makes an exception. */
    public FeatureException(String message) {
        super(message);
        this.sentence = message;
    }

    /** Makes an exception with a cause, which is for the log. */
    public FeatureException(String message, Throwable cause) {
        super(message, cause);
        this.sentence = message;
    }

    /** Returns the sentence. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
