package io.stoa.core.session;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who is told what happens to sessions. While the bundle of a listener is being replaced, what
 * happens is kept for it and told to its successor, in order, when its gate opens: so each learns
 * of everything, and whoever caused it does not wait. Thread-safe.
 */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** So many events are kept for one listener; more are lost, and the log says so. */
    static final int MOST = 10_000;

    private final List<Lease<SessionListener>> leases = new CopyOnWriteArrayList<>();
    // by the component, as long as there is something to be told: changed within compute only
    private final Map<String, Deque<SessionEvent>> kept = new ConcurrentHashMap<>();
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
        String component = first.component();
        if (!kept.isEmpty() && keepBehind(component, event)) {
            return;
        }
        Optional<Lease<SessionListener>> lease = Optional.of(first);
        while (lease.isPresent() && !told(lease.get(), event)) {
            if (lease.get().state("") == Lease.State.HELD) {
                keep(lease.get(), event);
                return;
            }
            lease = serving(component);
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

    /** Who serves now in the place of a component, or will when its gate opens. */
    private Optional<Lease<SessionListener>> serving(String component) {
        return leases.stream()
                .filter(it -> it.component().equals(component))
                .filter(it -> it.state("") != Lease.State.CLOSED)
                .findFirst();
    }

    /** Keeps an event if others are kept before it. */
    private boolean keepBehind(String component, SessionEvent event) {
        return kept.computeIfPresent(component, (name, before) -> plus(name, before, event))
                != null;
    }

    private void keep(Lease<SessionListener> lease, SessionEvent event) {
        boolean[] first = new boolean[1];
        kept.compute(
                lease.component(),
                (name, before) -> {
                    first[0] = before == null;
                    return plus(name, before == null ? new ArrayDeque<>() : before, event);
                });
        if (first[0]) {
            tellLater(lease);
        }
    }

    private static Deque<SessionEvent> plus(
            String component, Deque<SessionEvent> events, SessionEvent event) {
        if (events.size() < MOST) {
            events.add(event);
        } else {
            LOG.error("{} is replaced for too long: it does not learn of {}", component, event);
        }
        return events;
    }

    private void tellLater(Lease<SessionListener> lease) {
        // what a listener does may take time, and who opens the gate has others to let through
        lease.whenReleased(
                () ->
                        Thread.ofVirtual()
                                .name("stoa-sessions")
                                .start(() -> tellKept(lease.component())));
    }

    private void tellKept(String component) {
        Optional<SessionEvent> next = oldest(component);
        while (next.isPresent()) {
            SessionEvent event = next.get();
            Optional<Lease<SessionListener>> lease = serving(component);
            if (lease.isEmpty() || told(lease.get(), event)) {
                next = after(component);
            } else if (lease.get().state("") == Lease.State.HELD) {
                tellLater(lease.get());
                return;
            }
        }
    }

    private Optional<SessionEvent> oldest(String component) {
        SessionEvent[] found = new SessionEvent[1];
        kept.computeIfPresent(
                component,
                (name, events) -> {
                    found[0] = events.peek();
                    return events;
                });
        return Optional.ofNullable(found[0]);
    }

    /** Takes off what was told, and only then lets others tell again: nothing is overtaken. */
    private Optional<SessionEvent> after(String component) {
        SessionEvent[] found = new SessionEvent[1];
        kept.computeIfPresent(
                component,
                (name, events) -> {
                    events.remove();
                    found[0] = events.peek();
                    return events.isEmpty() ? null : events;
                });
        return Optional.ofNullable(found[0]);
    }
}
