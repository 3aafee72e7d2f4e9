package io.stoa.bus;

import io.stoa.stanza.Stanza;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends stanzas soon and in the order in which they came, for who may be told something on any
 * thread, also within a leg, where nothing may be sent but by its {@link Context}. Thread-safe;
 * never blocks.
 */
public final class Outbox {

    private final StanzaBus bus;
    private final Schedule schedule;
    private final BlockingQueue<Stanza> waiting;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Makes an empty one.
     *
     * @param most how many stanzas may wait
     */
    public Outbox(StanzaBus bus, Schedule schedule, int most) {
        this.bus = bus;
        this.schedule = schedule;
        this.waiting = new LinkedBlockingQueue<>(most);
    }

    /**
     * Sends a stanza soon.
     *
     * @return false when too many wait: it is dropped then
     */
    public boolean send(Stanza stanza) {
        boolean taken = waiting.offer(stanza);
        start();
        return taken;
    }

    private void start() {
        if (!over.get() && sending.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::drain);
        }
    }

    private void drain() {
        Stanza next = waiting.poll();
        while (next != null && !over.get()) {
            bus.send(next);
            next = waiting.poll();
        }
        sending.set(false);
        if (!waiting.isEmpty()) {
            start();
        }
    }

    /** Sends no more. Idempotent. */
    public void close() {
        over.set(true);
    }
}
