package io.stoa.admin;

/**
 * A field of a command's form.
 *
 * @param name the option's name in lower case, such as {@code password}; not {@code yes}, {@code
 *     json}, {@code help}, {@code once}, which belong to the faces
 * @param label what it means, a phrase
 * @param kind the kind of value
 * @param required whether the command needs it
 */
public record Field(String name, String label, Kind kind, boolean required) {

    /** The kinds of value. */
    public enum Kind {
        /** Text; may be given as a positional argument. */
        TEXT,
        /** A bare JID; may be given as a positional argument. */
        JID,
        /** A whole number; {@code --name N}. */
        NUMBER,
        /** Present or not; {@code --name}. */
        FLAG,
        /** Text that is neither shown nor logged; read from the terminal when not given. */
        SECRET
    }
}
