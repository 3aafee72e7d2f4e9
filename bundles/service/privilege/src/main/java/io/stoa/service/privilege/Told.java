package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Outbox;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What privileged components are told. Thread-safe; never blocks. */
@Component(service = Told.class)
public final class Told {

    private static final Logger LOG = LoggerFactory.getLogger(Told.class);
    private static final int MOST = 10_000;

    private final Outbox outbox;

    /** Takes what sends. */
    @Activate
    public Told(
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.outbox = new Outbox(bus, schedule, MOST);
    }

    /** Sends a stanza soon; one too many is dropped. */
    void send(Stanza stanza) {
        if (!outbox.send(stanza)) {
            LOG.warn("more than {} stanzas wait for privileged components; one is lost", MOST);
        }
    }

    /** Takes no more; what waits is still sent. */
    @Deactivate
    public void stop() {
        outbox.close();
    }
}
