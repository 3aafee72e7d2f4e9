package io.stoa.admin;

/** Says why a command could not be done, in a sentence that names cause and remedy. */
public final class AdminException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final boolean conflict;

    /** Makes an exception. */
    public AdminException(String message) {
        this(message, false);
    }

    /**
     * Makes an exception.
     *
     * @param conflict whether it is because something is there already
     */
    public AdminException(String message, boolean conflict) {
        super(message);
        this.sentence = message;
        this.conflict = conflict;
    }

    /** Tells whether it is because something is there already. */
    public boolean conflict() {
        return conflict;
    }

    /** Returns the sentence. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
