package io.stoa.session;

import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;

/**
 * The counts of one session: how many stanzas its client has sent and the server has handled, how
 * many the client was sent, and which of those it has not acknowledged yet. It outlives the stream,
 * the transport and the feature that asked for it. Thread-safe; no method blocks.
 */
@ProviderType
public interface Tracking {

    /** Counts go round after so many. */
    long MODULUS = 1L << 32;

    /** Returns an unguessable id, unique in the server, by which the session is found again. */
    String id();

    /** Returns the session. */
    Session session();

    /** Tells whether the session is kept when its stream is lost. */
    boolean resumable();

    /** Returns how long it is kept then. */
    Duration patience();

    /** Returns how many of the client's stanzas were handled, modulo {@link #MODULUS}. */
    long handled();

    /** Returns how many stanzas were sent to the client, modulo {@link #MODULUS}. */
    long sent();

    /**
     * Takes notice of the client's word on how many stanzas it has handled.
     *
     * @return false when it was not sent so many
     */
    boolean acknowledged(long count);

    /**
     * Writes an element behind everything that was delivered, as soon as what the client has sent
     * up to now, and what came of it, would survive a crash.
     */
    void answer(Element nonza);

    /**
     * What is agreed when the counting begins.
     *
     * @param resumable whether the client wants to resume
     * @param patience how long it wants the session to be kept; the server's limit is applied
     * @param request what asks the client for its count, written when it is due
     */
    record Terms(boolean resumable, Duration patience, Element request) {}
}
