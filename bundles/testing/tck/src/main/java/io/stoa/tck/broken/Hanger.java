package io.stoa.tck.broken;

import java.util.concurrent.CountDownLatch;

/** A component that is never made. */
public final class Hanger {

    /** Does not return. */
    public Hanger() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
