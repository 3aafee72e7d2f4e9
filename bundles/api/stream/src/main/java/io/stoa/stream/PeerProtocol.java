package io.stoa.stream;

import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is spoken on streams of peers that are no clients, such as components (XEP-0114). {@code
 * core/stream} reads and writes, keeps the limits of RFC 6120 §13.12 and translates the content
 * namespace, which inside the server is {@code jabber:client}; the protocol decides who is let in
 * and what is done with what it sends. Thread-safe.
 */
@ConsumerType
public interface PeerProtocol {

    /** Returns the content namespace of its streams (RFC 6120 §4.8.2). */
    String namespace();

    /**
     * Begins a conversation. The header is answered when this has returned, so that nothing may be
     * written yet. On the stream's own virtual thread, where it may block.
     *
     * @throws StreamException when the peer is not served; it is told after a header (RFC 6120
     *     §4.9.1.2)
     */
    Conversation opened(PeerStream stream);

    /**
     * One stream's conversation. Called by the stream's own virtual thread, which may block; while
     * it does, reading from this peer pauses, and nobody else waits.
     */
    @ConsumerType
    interface Conversation {

        /**
         * Takes a first-level element, in the order of their arrival.
         *
         * @throws StreamException to close the stream with an error
         */
        void received(Element element);

        /**
         * Takes notice that a stanza went over a limit and was skipped (RFC 6120 §13.12).
         *
         * @param start its start tag, which is all that is known of it
         * @param error what its sender may be told
         */
        void skipped(Element start, StanzaError error);

        /** Takes notice that the stream is over; the last call. */
        void ended();
    }
}
