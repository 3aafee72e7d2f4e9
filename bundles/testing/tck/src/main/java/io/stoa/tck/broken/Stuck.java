package io.stoa.tck.broken;

import io.stoa.bus.Context;
import io.stoa.bus.IqHandler;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import java.util.concurrent.CountDownLatch;

/** A handler that does not return until it is interrupted. */
public final class Stuck implements IqHandler {

    /** Makes it. */
    public Stuck() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("was stuck on purpose");
    }
}
