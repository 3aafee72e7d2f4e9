package io.stoa.stanza;

import java.util.Locale;

/** What the sender of a message wishes to be done with it (XEP-0334 §4). Thread-safe. */
public enum Hint {
    /** To be kept in no permanent archive. */
    NO_PERMANENT_STORE,
    /** Not to be stored at all, not even until the recipient comes. */
    NO_STORE,
    /** Not to be copied to other addresses than its own. */
    NO_COPY,
    /** To be stored, though the rules would not have it. */
    STORE;

    /** The namespace. */
    public static final String NAMESPACE = "urn:xmpp:hints";

    private final String element = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the local name of the hint's element, such as {@code no-store}. */
    public String element() {
        return element;
    }

    /** Tells whether a stanza has this hint; in an error it counts for nothing (§5). */
    public boolean in(Stanza stanza) {
        return !stanza.isError() && stanza.payload(NAMESPACE, element).isPresent();
    }
}
