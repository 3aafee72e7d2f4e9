package io.stoa.core.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is logged to the terminal while the server starts. It is held back until it is known how the
 * start went: one failure makes the framework complain in many places, and the one sentence that
 * says what to do would drown in it. It is all in the log file. Thread-safe.
 */
final class HeldErrors extends OutputStream {

    private static final int MOST = 64 * 1024;

    private final OutputStream terminal;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Lock lock = new ReentrantLock();
    private boolean holding = true;

    HeldErrors(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Returns a stream for whoever logs to the terminal. */
    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** Shows what was held and holds no more. */
    void release() throws IOException {
        lock.lock();
        try {
            holding = false;
            held.writeTo(terminal);
            held.reset();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was held, and what comes. */
    void discard() {
        lock.lock();
        try {
            holding = true;
            held.reset();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (!holding) {
                terminal.write(bytes, offset, length);
                terminal.flush();
            } else if (held.size() + length <= MOST) {
                held.write(bytes, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }
}
