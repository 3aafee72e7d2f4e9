package io.stoa.stanza;

/**
 * An iq stanza: a request or its one response (RFC 6120 §8.2.3). The types make the rule: only a
 * request can be answered, and only with a response. Immutable and thread-safe.
 */
public sealed interface Iq extends Stanza permits IqRequest, IqResponse {}
