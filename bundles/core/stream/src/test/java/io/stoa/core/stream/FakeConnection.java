package io.stoa.core.stream;

import io.stoa.stream.Connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** A connection that records what is written. */
final class FakeConnection implements Connection {

    private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StringBuilder all = new StringBuilder();
    volatile boolean paused;
    volatile long pending;

    /** What somebody else does just before reading pauses. */
    volatile Runnable beforePause = () -> {};

    @Override
    public void write(ByteBuffer... utf8) {
        for (ByteBuffer part : utf8) {
            written.add(StandardCharsets.UTF_8.decode(part).toString());
        }
    }

    /** Waits until what was written contains a text; returns all that was written. */
    String await(String text) throws InterruptedException {
        while (all.indexOf(text) < 0) {
            String more = written.poll(10, TimeUnit.SECONDS);
            if (more == null) {
                throw new AssertionError("“" + text + "” was not written, only: " + all);
            }
            all.append(more);
        }
        return all.toString();
    }

    /** Waits until the server has closed the connection; returns all that was written. */
    String awaitClose() throws InterruptedException {
        if (!closed.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("not closed; written: " + all + written);
        }
        written.forEach(all::append);
        return all.toString();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void startTls(SSLContext tls, ByteBuffer lastInClear) {
        write(lastInClear);
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.empty();
    }

    @Override
    public void pauseReading() {
        beforePause.run();
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public long pendingBytes() {
        return pending;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public String peer() {
        return "192.0.2.1";
    }
}
