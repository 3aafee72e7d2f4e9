package io.stoa.json;

import java.util.regex.Pattern;

/**
 * A number, as it was written: nothing is lost. Immutable.
 *
 * @param literal what was written
 */
public record JsonNumber(String literal) implements Json {

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** Checks the grammar (RFC 8259 §6). */
    public JsonNumber {
        if (!NUMBER.matcher(literal).matches()) {
            throw new IllegalArgumentException("“" + literal + "” is not a JSON number");
        }
    }

    /** Makes a whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** Tells whether it is a whole number of at most 18 digits. */
    public boolean isWhole() {
        return WHOLE.matcher(literal).matches();
    }

    /** Returns the whole number. */
    public long whole() {
        return Long.parseLong(literal);
    }
}
