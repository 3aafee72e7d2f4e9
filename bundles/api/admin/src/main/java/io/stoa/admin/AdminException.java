package io.stoa.admin;

/** Says why a command could not be done, in a sentence that names cause and remedy. */
public final class AdminException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** Makes an exception. */
    public AdminException(String message) {
        super(message);
        this.sentence = message;
    }

    /** Returns the sentence. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
