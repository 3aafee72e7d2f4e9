package io.stoa.bus;

import io.stoa.stanza.Stanza;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends stanzas soon and in the order in which they came, for who may be told something on any
 * thread, also within a leg, where nothing may be sent but by its {@link Context}. One that cannot
 * be sent is told of by {@link Schedule}, and the next goes on. Thread-safe; never blocks.
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
     * Sends a stanza soon; after the end it is dropped without a word.
     *
     * @return false when too many wait: it is dropped then
     */
    public boolean send(Stanza stanza) {
        boolean taken = over.get() || waiting.offer(stanza);
        start();
        return taken;
    }

    private void start() {
        if (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::drain);
        }
    }

    private void drain() {
        try {
            Stanza next = waiting.poll();
            while (next != null) {
                bus.send(next);
                next = waiting.poll();
            }
        } finally {
            sending.set(false);
            start();
        }
    }

    /** Takes no more; what it has taken is sent all the same. Idempotent. */
    public void close() {
        over.set(true);
    }
}
