package io.stoa.load.wire;

/** Why a client connects. */
public enum Purpose {
    /** To make its account (XEP-0077) and leave. */
    REGISTER,
    /** To have a session. */
    SESSION,
    /** To have a session with stream management where the server offers it (XEP-0198). */
    MANAGED,
    /** To have a session that is resumed whenever its stream ends (XEP-0198 §5). */
    RETURNING
}
