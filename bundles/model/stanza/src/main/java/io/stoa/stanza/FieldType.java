package io.stoa.stanza;

import java.util.Locale;

/** What a field of a data form holds (XEP-0004 §3.3). Thread-safe. */
public enum FieldType {
    /** Yes or no. */
    BOOLEAN,
    /** Text that is shown and not filled in. */
    FIXED,
    /** A value that is returned and not shown. */
    HIDDEN,
    /** Several addresses. */
    JID_MULTI,
    /** An address. */
    JID_SINGLE,
    /** Some of several options. */
    LIST_MULTI,
    /** One of several options. */
    LIST_SINGLE,
    /** Lines of text. */
    TEXT_MULTI,
    /** A line of text that is obscured. */
    TEXT_PRIVATE,
    /** A line of text. */
    TEXT_SINGLE;

    /** Returns the value of the {@code type} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the attribute: anything unknown or absent is {@link #TEXT_SINGLE} (§3.3). */
    public static FieldType of(String wire) {
        for (FieldType type : values()) {
            if (type.wire().equals(wire)) {
                return type;
            }
        }
        return TEXT_SINGLE;
    }
}
