package io.stoa.json;

/** Says what is wrong with a JSON text, and in which line. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** Makes an exception. */
    public JsonException(int line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /** Returns the line, counted from 1. */
    public int line() {
        return line;
    }
}
