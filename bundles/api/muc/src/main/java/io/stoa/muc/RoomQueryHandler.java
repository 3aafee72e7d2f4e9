package io.stoa.muc;

import io.stoa.bus.Context;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers requests to rooms as {@link RoomIqHandler} does, but on a thread of its own, outside of
 * the room's lane, so that nobody in the room waits for it: to read an archive, for instance.
 */
@ConsumerType
public interface RoomQueryHandler {

    /** Returns the namespace of the payload. Always the same. */
    String namespace();

    /**
     * Answers a request of anybody's, occupant or not: who may is for the handler to say.
     *
     * @param room the room as it was when the request came; thread-safe
     * @param context its {@link Context#send} sends before the answer
     * @throws io.stoa.stanza.StanzaException to answer with an error
     */
    IqResponse handle(IqRequest request, RoomView room, Context context);
}
