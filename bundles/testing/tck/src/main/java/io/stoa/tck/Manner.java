package io.stoa.tck;

/** What people notice when a feature is replaced. */
public enum Manner {
    /** Nothing: streams stay. */
    STAYING,
    /**
     * Their streams end, for the feature carries them. Whoever can come back does, with the same
     * session (XEP-0198 §5), and nobody else notices.
     */
    RETURNING
}
