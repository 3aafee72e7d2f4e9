package io.stoa.tck.broken;

import io.stoa.bus.Context;
import io.stoa.bus.IqHandler;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

/** A handler that sends 25 000 stanzas for each answer. */
public final class Flooding implements IqHandler {

    private static final int STANZAS = 25_000;

    /** Makes it. */
    public Flooding() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Presence presence =
                Presence.of(PresenceType.UNAVAILABLE)
                        .withFrom(context.self())
                        .withTo(context.self());
        for (int i = 0; i < STANZAS; i++) {
            context.send(presence);
        }
        return request.result();
    }
}
