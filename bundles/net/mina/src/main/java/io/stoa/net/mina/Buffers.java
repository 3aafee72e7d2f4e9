package io.stoa.net.mina;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers for the moment in which a TLS record is made or opened, as large as two: the engine wants
 * room for a whole one even behind a short stanza. Made anew each time they would be most of the
 * server's garbage. Thread-safe; never blocks.
 */
final class Buffers {

    /** RFC 8446 §5.2: 2^14 bytes, 256 for the cipher, and the header; rounded up. */
    static final int RECORD = 17 * 1024;

    private static final int KEPT = 16;

    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

    /** Returns an empty buffer for whatever a peer may send at once. */
    ByteBuffer take() {
        @Nullable ByteBuffer kept = free.poll();
        return kept == null ? ByteBuffer.allocate(2 * RECORD) : kept.clear();
    }

    /** Takes a buffer back when nobody uses it any more; what does not fit is garbage. */
    void give(ByteBuffer used) {
        free.offer(used);
    }
}
