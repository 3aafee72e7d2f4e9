package io.stoa.stream;

import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ProviderType;

/** The stream of a peer that is no client, as its {@link PeerProtocol} sees it. Thread-safe. */
@ProviderType
public interface PeerStream {

    /** Returns the domain that the peer addressed in its header, prepared. */
    String domain();

    /** Returns the stream id (RFC 6120 §4.7.3). */
    String id();

    /** Describes the peer and its transport for people, such as {@code tcp 127.0.0.1}. */
    String origin();

    /**
     * Tells that the peer is who it claims to be: it is no stranger any more, and the limits on
     * strangers are lifted.
     */
    void trusted();

    /**
     * Writes an element, in the order of the calls; what is in {@code jabber:client} is in the
     * stream's content namespace for the peer. Never blocks.
     */
    void write(Element element);

    /** Writes a whitespace, so that a connection whose other end has gone is found out (§4.6.1). */
    void probe();

    /** Returns how many bytes were written but not yet taken by the peer's socket. */
    long pendingBytes();

    /** Closes the stream with an error (RFC 6120 §4.9). Never blocks; idempotent. */
    void close(StreamError reason);
}
