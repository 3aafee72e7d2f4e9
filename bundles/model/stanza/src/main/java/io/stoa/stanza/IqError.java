package io.stoa.stanza;

/** An iq of type error (RFC 6120 §8.2.3, §8.3). Immutable and thread-safe. */
public non-sealed interface IqError extends IqResponse {

    /** Returns the error. */
    StanzaError error();
}
