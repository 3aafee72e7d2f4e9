package io.stoa.bus;

/** What an iq request that the server answers is addressed to (RFC 6120 §10.3.3, §10.5.2). */
public enum Target {
    /** A domain of this server. */
    SERVER,
    /** The bare JID of an account, or no address at all. */
    ACCOUNT
}
