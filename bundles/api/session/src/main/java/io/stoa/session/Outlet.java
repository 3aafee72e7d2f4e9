package io.stoa.session;

import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;

import org.osgi.annotation.versioning.ConsumerType;

/** Where a session's stanzas go: the stream that carries it. Thread-safe, never blocks. */
@ConsumerType
public interface Outlet {

    /** Writes a stanza. The session calls it for one stanza at a time, in wire order. */
    void write(Stanza stanza);

    /** Closes the stream with an error. */
    void close(StreamError reason);

    /** Tells whether TLS protects the stream. */
    boolean encrypted();

    /** Describes the peer and its transport for people. */
    String origin();
}
