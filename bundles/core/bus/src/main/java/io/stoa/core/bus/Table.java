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
import io.stoa.lifecycle.Lease;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is plugged in, as one immutable value: a passage reads it once for each leg. Everything is
 * sorted here, so that the order of start plays no part. A lease that is closed stands here no
 * more; one that is held does, for its successor is on its way.
 */
final class Table {

    private static final Comparator<Lease<?>> BY_RANK =
            Comparator.<Lease<?>>comparingInt(Lease::ranking)
                    .reversed()
                    .thenComparing(Lease::component);

    /**
     * An interceptor and where it stands.
     *
     * @param failsClosed whether what it would see is refused while it is in quarantine
     */
    record Interception(
            Lease<StanzaInterceptor> lease,
            Set<Kind> kinds,
            Set<Leg> legs,
            Stage stage,
            boolean failsClosed) {

        private static final Comparator<Interception> ORDER =
                Comparator.comparing(Interception::stage)
                        .thenComparing(Interception::lease, BY_RANK);

        boolean stands(Kind kind, Leg leg) {
            return kinds.contains(kind) && legs.contains(leg);
        }

        /**
         * Returns the place of the first row that comes after one, which may be of another table.
         */
        static int following(List<Interception> rows, @Nullable Interception done) {
            int next = 0;
            while (done != null && next < rows.size() && ORDER.compare(rows.get(next), done) <= 0) {
                next++;
            }
            return next;
        }
    }

    /** An iq handler and what it answers. */
    record Handling(
            Lease<IqHandler> lease,
            String namespace,
            Set<Target> targets,
            boolean open,
            boolean lane) {}

    /** Where services stand whose domains come and go; no domain has this name. */
    static final String ANY = "";

    /** Where those stand who carry out of this process what nobody here is for. */
    static final String EXIT = "/";

    static final Table EMPTY = new Table(List.of(), List.of(), List.of(), List.of(), Map.of());

    private final List<Interception> interceptions;
    private final Map<Kind, Map<Leg, List<Interception>>> rows;
    private final List<Handling> handlings;
    private final Map<String, List<Handling>> byNamespace;
    private final List<Lease<PresenceHandler>> presence;
    private final List<Lease<AbsenceHandler>> absence;
    private final Map<String, List<Lease<DomainService>>> services;

    private Table(
            List<Interception> interceptions,
            List<Handling> handlings,
            List<Lease<PresenceHandler>> presence,
            List<Lease<AbsenceHandler>> absence,
            Map<String, List<Lease<DomainService>>> services) {
        this.interceptions = interceptions.stream().sorted(Interception.ORDER).toList();
        this.rows = rows(this.interceptions);
        this.handlings =
                handlings.stream().sorted(Comparator.comparing(Handling::lease, BY_RANK)).toList();
        this.byNamespace = byNamespace(this.handlings);
        this.presence = presence.stream().sorted(BY_RANK).toList();
        this.absence = absence.stream().sorted(BY_RANK).toList();
        this.services = Map.copyOf(services);
    }

    /** One list for each kind on each leg: a passage looks at no row that is not for it. */
    private static Map<Kind, Map<Leg, List<Interception>>> rows(List<Interception> all) {
        Map<Kind, Map<Leg, List<Interception>>> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<Leg, List<Interception>> legs = new EnumMap<>(Leg.class);
            for (Leg leg : Leg.values()) {
                legs.put(leg, all.stream().filter(row -> row.stands(kind, leg)).toList());
            }
            rows.put(kind, legs);
        }
        return rows;
    }

    private static Map<String, List<Handling>> byNamespace(List<Handling> sorted) {
        Map<String, List<Handling>> map = new HashMap<>();
        for (Handling handling : sorted) {
            map.computeIfAbsent(handling.namespace(), namespace -> new ArrayList<>(1))
                    .add(handling);
        }
        return map;
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

    Table withServices(Map<String, List<Lease<DomainService>>> others) {
        return new Table(interceptions, handlings, presence, absence, others);
    }

    List<Interception> interceptions() {
        return interceptions;
    }

    /** The interceptors of a kind of stanza on a leg, in order. */
    List<Interception> rows(Kind kind, Leg leg) {
        return rows.getOrDefault(kind, Map.of()).getOrDefault(leg, List.of());
    }

    List<Handling> handlings() {
        return handlings;
    }

    List<Lease<PresenceHandler>> presence() {
        return presence;
    }

    List<Lease<AbsenceHandler>> absence() {
        return absence;
    }

    Map<String, List<Lease<DomainService>>> services() {
        return services;
    }

    /** The handler that answers a namespace: of those, the one of the highest rank. */
    Optional<Handling> handling(Target target, String namespace, String domain) {
        for (Handling handling : byNamespace.getOrDefault(namespace, List.of())) {
            if (handling.targets().contains(target) && serves(handling.lease(), domain)) {
                return Optional.of(handling);
            }
        }
        return Optional.empty();
    }

    Optional<Lease<PresenceHandler>> presenceHandler(String domain) {
        return presence.stream().filter(lease -> serves(lease, domain)).findFirst();
    }

    /** The service that owns a domain: of those, the one of the highest rank. */
    Optional<Lease<DomainService>> service(String domain) {
        return services.getOrDefault(domain, List.of()).stream()
                .filter(lease -> serves(lease, domain))
                .min(BY_RANK)
                .or(() -> asked(domain));
    }

    /** Who carries what is for a domain that is none of ours. */
    Optional<Lease<DomainService>> elsewhere(String domain) {
        return service(domain).or(() -> beyond(domain));
    }

    /** Who carries out of this process what is for a domain. */
    Optional<Lease<DomainService>> beyond(String domain) {
        return services.getOrDefault(EXIT, List.of()).stream()
                .filter(lease -> serves(lease, domain))
                .min(BY_RANK);
    }

    /** A service whose domains come and go; while it is being replaced it may own any. */
    private Optional<Lease<DomainService>> asked(String domain) {
        return services.getOrDefault(ANY, List.of()).stream()
                .filter(lease -> serves(lease, domain))
                .filter(
                        lease ->
                                lease.state(domain) == Lease.State.HELD
                                        || lease.ask(it -> it.owns(domain)))
                .min(BY_RANK);
    }

    private static boolean serves(Lease<?> lease, String domain) {
        return lease.state(domain) != Lease.State.CLOSED;
    }
}
