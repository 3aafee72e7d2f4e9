package io.stoa.commands;

/**
 * Thrown when a command cannot be done: it has completed then, with a note (XEP-0050 §3.6). It
 * carries no stack trace.
 */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a sentence for people. */
    public CommandException(String sentence) {
        super(sentence, null, false, false);
    }

    /** Returns the sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
