package io.stoa.core.stream;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a stream, for which others wait. Thread-safe. */
final class End {

    private final CountDownLatch latch = new CountDownLatch(1);

    /** Everything of the stream is done. */
    void came() {
        latch.countDown();
    }

    /** Waits for it; false when that took too long, or the waiting was interrupted. */
    boolean await(long patience, TimeUnit unit) {
        try {
            return latch.await(patience, unit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
