package io.stoa.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** One thread that reads from many connections. Thread-safe. */
public final class Loop implements AutoCloseable {

    private static final int READ = 64 * 1024;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ByteBuffer direct = ByteBuffer.allocateDirect(READ);
    private final byte[] bytes = new byte[READ];
    private volatile boolean closed;

    /** Starts a loop. */
    public Loop(String name) {
        try {
            this.selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Runs something on the loop's thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    Selector selector() {
        return selector;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready);
                woken.set(false);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                ((Link) key.attachment()).abort();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void ready(SelectionKey key) {
        ((Link) key.attachment()).ready(key, direct, bytes);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
