package io.stoa.core.bus;

import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.DomainService;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.PresenceHandler;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is plugged in, as one immutable value: a passage reads it once for each leg. Everything is
 * sorted here, so that the order of start plays no part.
 */
record Table(
        List<Interception> interceptions,
        List<Handling> handlings,
        List<Lease<PresenceHandler>> presence,
        List<Lease<AbsenceHandler>> absence,
        Map<String, Lease<DomainService>> services) {

    /** An interceptor and where it stands. */
    record Interception(
            Lease<StanzaInterceptor> lease, Set<Kind> kinds, Set<Leg> legs, Stage stage) {

        boolean stands(Kind kind, Leg leg) {
            return kinds.contains(kind) && legs.contains(leg);
        }
    }

    /** An iq handler and what it answers. */
    record Handling(
            Lease<IqHandler> lease,
            String namespace,
            Set<Target> targets,
            boolean open,
            boolean lane) {}

    private static final Comparator<Lease<?>> BY_RANK =
            Comparator.<Lease<?>>comparingInt(Lease::ranking)
                    .reversed()
                    .thenComparing(Lease::component);

    static final Table EMPTY = new Table(List.of(), List.of(), List.of(), List.of(), Map.of());

    Table {
        interceptions =
                interceptions.stream()
                        .sorted(
                                Comparator.comparing(Interception::stage)
                                        .thenComparing(Interception::lease, BY_RANK))
                        .toList();
        handlings =
                handlings.stream().sorted(Comparator.comparing(Handling::lease, BY_RANK)).toList();
        presence = presence.stream().sorted(BY_RANK).toList();
        absence = absence.stream().sorted(BY_RANK).toList();
        services = Map.copyOf(services);
    }

    Table with(List<Interception> others) {
        return new Table(others, handlings, presence, absence, services);
    }

    Table withHandlings(List<Handling> others) {
        return new Table(interceptions, others, presence, absence, services);
    }

    Table withPresence(List<Lease<PresenceHandler>> others) {
        return new Table(interceptions, handlings, others, absence, services);
    }

    Table withAbsence(List<Lease<AbsenceHandler>> others) {
        return new Table(interceptions, handlings, presence, others, services);
    }

    Table withServices(Map<String, Lease<DomainService>> others) {
        return new Table(interceptions, handlings, presence, absence, others);
    }

    /** The handler that answers a namespace: of those, the one of the highest rank. */
    Optional<Handling> handling(Target target, String namespace) {
        for (Handling handling : handlings) {
            if (handling.namespace().equals(namespace)
                    && handling.targets().contains(target)
                    && !handling.lease().closed()) {
                return Optional.of(handling);
            }
        }
        return Optional.empty();
    }

    Optional<Lease<PresenceHandler>> presenceHandler() {
        return presence.stream().filter(lease -> !lease.closed()).findFirst();
    }
}
