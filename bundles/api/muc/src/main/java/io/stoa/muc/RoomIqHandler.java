package io.stoa.muc;

import io.stoa.bus.Context;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers requests to rooms in a namespace that the room service does not know itself, in the
 * room's lane: what it does to the room is in order with what is said there. It should be quick;
 * who needs long is a {@link RoomQueryHandler}.
 */
@ConsumerType
public interface RoomIqHandler {

    /** Returns the namespace of the payload. Always the same. */
    String namespace();

    /**
     * Tells whether it answers a request in its namespace; what it leaves may be for a {@link
     * RoomQueryHandler} of the same namespace. By default it answers all. Must be quick.
     */
    default boolean takes(IqRequest request) {
        return true;
    }

    /**
     * Answers a request of anybody's, occupant or not: who may is for the handler to say.
     *
     * @param context its {@link Context#send} sends before the answer
     * @throws io.stoa.stanza.StanzaException to answer with an error
     */
    IqResponse handle(IqRequest request, Room room, Context context);
}
