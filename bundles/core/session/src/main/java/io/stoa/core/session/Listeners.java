package io.stoa.core.session;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who is told what happens to sessions. Whoever tells waits while the bundle of a listener is being
 * replaced, and tells its successor: so each learns of everything, in order. Thread-safe.
 */
final class Listeners {

    private final List<Lease<SessionListener>> leases = new CopyOnWriteArrayList<>();
    private final Leases office;

    Listeners(Leases office) {
        this.office = office;
    }

    void add(SessionListener listener, Map<String, Object> properties) {
        leases.add(office.of("sessions", listener, properties));
    }

    void remove(SessionListener listener) {
        for (Lease<SessionListener> lease : leases) {
            if (lease.isOf(listener)) {
                lease.close(() -> leases.remove(lease));
            }
        }
    }

    void tell(SessionEvent event) {
        Set<String> told = new HashSet<>();
        for (Lease<SessionListener> lease : leases) {
            // beside one that is held its successor may stand already
            if (lease.state("") != Lease.State.CLOSED && told.add(lease.component())) {
                tell(lease, event);
            }
        }
    }

    private void tell(Lease<SessionListener> first, SessionEvent event) {
        Lease<SessionListener> lease = first;
        while (!told(lease, event) && lease.state("") == Lease.State.HELD) {
            if (lease.await().isPresent()) {
                return;
            }
            lease = successor(first);
        }
    }

    private static boolean told(Lease<SessionListener> lease, SessionEvent event) {
        return lease.call(
                listener -> {
                    listener.on(event);
                    return true;
                },
                false,
                // counted and logged by the lease: one feature's failure harms no other's session
                error -> true);
    }

    /** Who serves now in the place of a component. */
    private Lease<SessionListener> successor(Lease<SessionListener> first) {
        for (Lease<SessionListener> lease : leases) {
            if (lease.component().equals(first.component())
                    && lease.state("") != Lease.State.CLOSED) {
                return lease;
            }
        }
        return first;
    }
}
