package io.stoa.service.component;

import io.stoa.stream.PeerProtocol;
import io.stoa.stream.Ports;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;

/** A port that is open only while there is a component that could come by it. Thread-safe. */
final class PortHolder {

    private final Ports ports;
    private final PeerProtocol protocol;
    private final Ports.Where where;
    private final ReentrantLock lock = new ReentrantLock();
    private Ports.@Nullable Open open;

    PortHolder(Ports ports, PeerProtocol protocol, Ports.Where where) {
        this.ports = ports;
        this.protocol = protocol;
        this.where = where;
    }

    /**
     * Opens the port, or closes it.
     *
     * @throws IllegalStateException when it cannot be opened, with the remedy
     */
    void open(boolean wanted) {
        lock.lock();
        try {
            Ports.Open present = open;
            if (!wanted && present != null) {
                open = null;
                present.close();
            } else if (wanted && present == null && where.port() >= 0) {
                open = ports.open(where, protocol);
            }
        } finally {
            lock.unlock();
        }
    }

    String address() {
        lock.lock();
        try {
            return open == null ? "" : open.address();
        } finally {
            lock.unlock();
        }
    }

    int number() {
        lock.lock();
        try {
            return open == null ? -1 : open.number();
        } finally {
            lock.unlock();
        }
    }

    String key() {
        return where.key();
    }
}
