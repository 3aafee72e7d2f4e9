package io.stoa.stream;

/** How a stream reached the server. */
public enum Entry {
    /** A client over TCP or direct TLS (RFC 6120 §3, XEP-0368). */
    CLIENT,
    /** A server (RFC 6120 §4.8.2). */
    SERVER,
    /** A client over WebSocket (RFC 7395). */
    WEBSOCKET
}
