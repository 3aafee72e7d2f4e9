package io.stoa.bus;

/** The stages of a leg, in the order in which a stanza passes them. */
public enum Stage {
    /** What may not pass is stopped before it leaves a trace (XEP-0191 §3.3). */
    GUARD,
    /** What passes is recorded (XEP-0313 §3.1). */
    ARCHIVE,
    /**
     * Copies are made, after ARCHIVE, so that they carry the archive's id (XEP-0280, XEP-0313
     * §3.5).
     */
    COPY,
    /**
     * What is the account's own business is taken off before the stanza leaves it: others must not
     * see the archive's id (XEP-0313 §3.5).
     */
    SEAL
}
