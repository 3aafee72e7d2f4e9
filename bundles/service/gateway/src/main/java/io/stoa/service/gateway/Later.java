package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends what networks tell, in the order in which it came, soon: a network tells it on any thread,
 * also within a leg, where nothing may be sent. Thread-safe; never blocks.
 */
@Component(service = Later.class)
public final class Later {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);
    private static final int MOST = 20_000;

    private final StanzaBus bus;
    private final Schedule schedule;
    private final BlockingQueue<Stanza> waiting = new LinkedBlockingQueue<>(MOST);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Takes what sends. */
    @Activate
    public Later(
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.bus = bus;
        this.schedule = schedule;
    }

    /** Sends a stanza soon; one too many is dropped. */
    void send(Stanza stanza) {
        if (!waiting.offer(stanza)) {
            LOG.warn("more than {} stanzas wait from other networks; one is lost", MOST);
        }
        start();
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

    /** Sends no more. */
    @Deactivate
    public void stop() {
        over.set(true);
    }
}
