package io.stoa.service.gatewayirc;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.lifecycle.Handover;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions that nobody carries at the moment. It has neither configuration nor references that it
 * waits for, so it stays while the gateway comes and goes; the next version of the bundle takes
 * over what is in it, with the connections. Thread-safe.
 */
@Component(service = {IrcTable.class, Handover.class})
public final class IrcTable implements Handover {

    /** Who carries sessions. */
    interface Carrier {

        /** Gives all sessions away, and carries none any more. */
        List<Parked> give();

        /** Carries sessions on. */
        void take(List<Parked> parked);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private List<Parked> parked = List.of();
    private @Nullable Carrier carrier;
    private boolean handedOver;

    /** To say farewell. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StanzaBus bus;

    /** To say it to networks that may not listen. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Schedule schedule;

    /** A gateway is there: it carries all sessions. */
    void begin(Carrier gateway) {
        List<Parked> waiting;
        lock.lock();
        try {
            carrier = gateway;
            waiting = parked;
            parked = List.of();
        } finally {
            lock.unlock();
        }
        gateway.take(waiting);
    }

    /** The gateway leaves; perhaps another comes. */
    void end(Carrier gateway) {
        List<Parked> given = gateway.give();
        lock.lock();
        try {
            if (gateway.equals(carrier)) {
                carrier = null;
            }
            List<Parked> all = new ArrayList<>(parked);
            all.addAll(given);
            parked = List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "io.stoa.service.gatewayirc.sessions";
    }

    @Override
    public Object save() {
        Carrier present = carrier();
        List<Parked> all = new ArrayList<>(present == null ? List.of() : present.give());
        lock.lock();
        try {
            handedOver = true;
            all.addAll(parked);
            parked = List.of();
        } finally {
            lock.unlock();
        }
        return all.stream().map(Parked::state).toList();
    }

    private @Nullable Carrier carrier() {
        lock.lock();
        try {
            return carrier;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void restore(Object state) {
        if (!(state instanceof List<?> saved)) {
            throw new IllegalArgumentException("sessions are handed over as a list");
        }
        List<Parked> sessions = saved.stream().map(Parked::of).toList();
        Carrier present;
        lock.lock();
        try {
            handedOver = false;
            present = carrier;
            if (present == null) {
                parked = sessions;
            }
        } finally {
            lock.unlock();
        }
        if (present != null) {
            present.take(sessions);
        }
    }

    /** Whoever is in a channel is told that it is over, unless another version takes over. */
    @Deactivate
    public void stop() {
        StanzaBus knownBus = bus;
        Schedule knownSchedule = schedule;
        List<Parked> over;
        lock.lock();
        try {
            over = handedOver ? List.of() : parked;
            parked = List.of();
        } finally {
            lock.unlock();
        }
        if (knownBus != null && knownSchedule != null) {
            Parked.farewell(over, knownBus, knownSchedule);
        } else {
            over.forEach(Parked::close);
        }
    }
}
