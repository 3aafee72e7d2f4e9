package io.stoa.json;

/** The three names of RFC 8259 §3. */
public enum JsonLiteral implements Json {
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** {@code null}. */
    NULL;

    /** Returns {@code true} or {@code false}. */
    public static JsonLiteral of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
