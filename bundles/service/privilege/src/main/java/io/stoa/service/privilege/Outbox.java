package io.stoa.service.privilege;

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
 * Sends what has to be told to components from where nothing may be sent, such as within a leg, in
 * the order in which it came, soon. Thread-safe; never blocks.
 */
@Component(service = Outbox.class)
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST = 10_000;

    private final StanzaBus bus;
    private final Schedule schedule;
    private final BlockingQueue<Stanza> waiting = new LinkedBlockingQueue<>(MOST);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Takes what sends. */
    @Activate
    public Outbox(
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.bus = bus;
        this.schedule = schedule;
    }

    /** Sends a stanza soon; one too many is dropped. */
    void send(Stanza stanza) {
        if (!waiting.offer(stanza)) {
            LOG.warn("more than {} stanzas wait for privileged components; one is lost", MOST);
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
