package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.stanza.Stanza;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one session tells its devices, in order. Who reads from the network sends it, and so reads
 * no faster than it is taken; what a device has caused is sent soon, for within a leg nothing may
 * be sent. Thread-safe.
 */
final class Told {

    private static final int WAITING = 20_000;

    private final StanzaBus bus;
    private final Schedule schedule;
    private final Queue<Stanza> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final ReentrantLock sending = new ReentrantLock();

    Told(StanzaBus bus, Schedule schedule) {
        this.bus = bus;
        this.schedule = schedule;
    }

    /** Has a stanza sent with the next {@link #send}. */
    void add(Stanza stanza) {
        waiting.add(stanza);
        size.incrementAndGet();
    }

    /** Sends all that waits as soon as may be, on another thread. */
    void sendSoon() {
        if (!waiting.isEmpty() && soon.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::soon);
        }
    }

    /** Tells whether so much waits that no device should cause more. */
    boolean isFull() {
        return size.get() > WAITING;
    }

    private void soon() {
        soon.set(false);
        send();
    }

    /** Sends all that waits; not within a leg. */
    void send() {
        sending.lock();
        try {
            Stanza next = waiting.poll();
            while (next != null) {
                size.decrementAndGet();
                bus.send(next);
                next = waiting.poll();
            }
        } finally {
            sending.unlock();
            // after one that cannot be sent the others go on
            sendSoon();
        }
    }
}
