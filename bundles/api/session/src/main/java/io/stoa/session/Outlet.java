package io.stoa.session;

import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

import java.time.Duration;

/**
 * Where a session's stanzas go: the stream that carries it. Thread-safe; only {@link #release} and
 * {@link #awaitWritten} block.
 */
@ConsumerType
public interface Outlet {

    /** Writes a stanza. The session calls it for one stanza at a time, in wire order. */
    void write(Stanza stanza);

    /** Writes an element that is no stanza, in order with those. */
    void nonza(Element nonza);

    /** Closes the stream with an error. */
    void close(StreamError reason);

    /**
     * Closes the stream with an error because another one takes its session over, and waits until
     * what it has received is handled. May block.
     *
     * @return whether it is done with
     */
    boolean release(StreamError reason);

    /**
     * Waits until what was written has left this process. May block.
     *
     * @return false when it has not within that time, or will not, for the stream is closed
     */
    default boolean awaitWritten(Duration patience) {
        return true;
    }

    /** Tells whether TLS protects the stream. */
    boolean encrypted();

    /** Describes the peer and its transport for people. */
    String origin();
}
