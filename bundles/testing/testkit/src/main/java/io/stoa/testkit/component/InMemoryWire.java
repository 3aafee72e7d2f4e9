package io.stoa.testkit.component;

import io.stoa.stream.Connection;
import io.stoa.stream.Intake;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** Carries a component's bytes without a network. */
public final class InMemoryWire implements TestComponent.Wire, Connection {

    private final TestComponent component;
    private final ReentrantLock lock = new ReentrantLock();
    private final Intake intake;

    /** Connects a component to the port that was opened for it. */
    public InMemoryWire(TestComponent component, InMemoryPorts ports) {
        this.component = component;
        this.intake = ports.connect(TestComponent.NAMESPACE, this);
    }

    @Override
    public void send(byte[] utf8) {
        intake.bytes(ByteBuffer.wrap(utf8));
    }

    @Override
    public void write(ByteBuffer... utf8) {
        lock.lock();
        try {
            for (ByteBuffer part : utf8) {
                component.read(part.duplicate());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void startTls(SSLContext tls, ByteBuffer lastInClear) {
        throw new IllegalStateException("a component begins with TLS, or goes without");
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.empty();
    }

    @Override
    public void pauseReading() {
        // a test sends little
    }

    @Override
    public void resumeReading() {
        // it was never paused
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    /** Either side ends it. */
    @Override
    public void close() {
        component.lost();
        intake.closed();
    }

    @Override
    public String peer() {
        return "192.0.2.7";
    }
}
