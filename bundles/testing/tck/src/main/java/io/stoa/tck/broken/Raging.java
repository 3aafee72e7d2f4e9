package io.stoa.tck.broken;

import io.stoa.bus.Context;
import io.stoa.bus.IqHandler;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

/** A handler that always throws. */
public final class Raging implements IqHandler {

    /** Makes it. */
    public Raging() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        throw new IllegalStateException("throws on purpose");
    }
}
