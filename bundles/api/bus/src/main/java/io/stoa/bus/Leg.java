package io.stoa.bus;

/**
 * Whom the server acts for. A stanza between two accounts of this server passes both legs, as it
 * would between two servers.
 */
public enum Leg {
    /** For the sender: the stanza leaves its account. */
    SENT,
    /** For the recipient: the stanza arrives at its account. */
    RECEIVED
}
