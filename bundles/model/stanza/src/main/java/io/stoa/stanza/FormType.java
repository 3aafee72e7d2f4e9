package io.stoa.stanza;

import java.util.Locale;

/** What a data form is for (XEP-0004 §3.1). Thread-safe. */
public enum FormType {
    /** It is to be filled in. */
    FORM,
    /** It was filled in. */
    SUBMIT,
    /** It will not be filled in. */
    CANCEL,
    /** It reports something. */
    RESULT;

    /** Returns the value of the {@code type} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the attribute; the schema has no default, and what is unknown is {@link #FORM}. */
    public static FormType of(String wire) {
        return switch (wire) {
            case "submit" -> SUBMIT;
            case "cancel" -> CANCEL;
            case "result" -> RESULT;
            default -> FORM;
        };
    }
}
