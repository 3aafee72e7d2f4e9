package io.stoa.tck.broken;

import io.stoa.bus.Context;
import io.stoa.bus.IqHandler;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

/** A handler that makes 256 MB of garbage for each answer. */
public final class Wild implements IqHandler {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 1 << 12;

    private volatile byte[] last = {};

    /** Makes it. */
    public Wild() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        for (int i = 0; i < CHUNKS; i++) {
            last = new byte[CHUNK];
        }
        if (last.length != CHUNK) {
            throw new IllegalStateException("nothing was allocated");
        }
        return request.result();
    }
}
