package io.stoa.muc;

import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers requests to a service of rooms itself, not to a room, in a namespace that the service
 * does not know. Called in the lane of the service: it has to be quick.
 */
@ConsumerType
public interface RoomServiceHandler {

    /** Returns the namespace of the payload. Always the same. */
    String namespace();

    /**
     * Answers a request of anybody's.
     *
     * @param service the service that was asked
     * @throws io.stoa.stanza.StanzaException to answer with an error
     */
    IqResponse handle(IqRequest request, RoomService service);
}
