package io.stoa.core.bus;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.DomainService;
import io.stoa.bus.Exit;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.PresenceHandler;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Watches the services that features register and publishes the {@link Table}. A service that
 * leaves is first taken out of the table, then its lease is closed; {@code unbind} returns when the
 * last call has left, so that a feature is deactivated only after that. While a bundle is being
 * replaced its rows stay until the gate opens: who finds one waits. Thread-safe.
 */
@Component(service = DispatchTable.class)
public final class DispatchTable {

    private final AtomicReference<Table> table = new AtomicReference<>(Table.EMPTY);
    private final Leases leases;

    /** Makes an empty table. */
    @Activate
    public DispatchTable(@Reference(policyOption = GREEDY) Leases leases) {
        this.leases = leases;
    }

    /** Counts what a feature sends; false when it is too much. */
    boolean sends() {
        return leases.sends();
    }

    Table now() {
        return Objects.requireNonNull(table.get());
    }

    /** Changes the table as a whole. */
    private void change(UnaryOperator<Table> how) {
        table.updateAndGet(how);
    }

    /** Adds an interceptor. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindInterceptor(StanzaInterceptor interceptor, Map<String, Object> properties) {
        Stage stage = Stage.valueOf(String.valueOf(properties.get("stoa.stage")));
        Table.Interception added =
                new Table.Interception(
                        leases.of(stage.name().toLowerCase(Locale.ROOT), interceptor, properties),
                        enums(Kind.class, properties.get("stoa.kind")),
                        enums(Leg.class, properties.get("stoa.leg")),
                        stage,
                        Boolean.TRUE.equals(properties.get("stoa.fails.closed")));
        change(now -> now.with(plus(now.interceptions(), added)));
    }

    /** Withdraws an interceptor. */
    public void unbindInterceptor(StanzaInterceptor interceptor) {
        for (Table.Interception row : now().interceptions()) {
            if (row.lease().isOf(interceptor)) {
                row.lease().close(() -> change(now -> now.with(minus(now.interceptions(), row))));
            }
        }
    }

    /** Adds an iq handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindHandler(IqHandler handler, Map<String, Object> properties) {
        Table.Handling added =
                new Table.Handling(
                        leases.of("iq", handler, properties),
                        String.valueOf(properties.get("stoa.iq.namespace")),
                        enums(Target.class, properties.get("stoa.iq.target")),
                        Boolean.TRUE.equals(properties.get("stoa.iq.open")),
                        !Boolean.FALSE.equals(properties.get("stoa.iq.lane")));
        change(now -> now.withHandlings(plus(now.handlings(), added)));
    }

    /** Withdraws an iq handler. */
    public void unbindHandler(IqHandler handler) {
        for (Table.Handling row : now().handlings()) {
            if (row.lease().isOf(handler)) {
                row.lease()
                        .close(() -> change(now -> now.withHandlings(minus(now.handlings(), row))));
            }
        }
    }

    /** Adds a presence handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindPresence(PresenceHandler handler, Map<String, Object> properties) {
        Lease<PresenceHandler> added = leases.of("presence", handler, properties);
        change(now -> now.withPresence(plus(now.presence(), added)));
    }

    /** Withdraws a presence handler. */
    public void unbindPresence(PresenceHandler handler) {
        for (Lease<PresenceHandler> lease : now().presence()) {
            if (lease.isOf(handler)) {
                lease.close(() -> change(now -> now.withPresence(minus(now.presence(), lease))));
            }
        }
    }

    /** Adds an absence handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindAbsence(AbsenceHandler handler, Map<String, Object> properties) {
        Lease<AbsenceHandler> added = leases.of("absent", handler, properties);
        change(now -> now.withAbsence(plus(now.absence(), added)));
    }

    /** Withdraws an absence handler. */
    public void unbindAbsence(AbsenceHandler handler) {
        for (Lease<AbsenceHandler> lease : now().absence()) {
            if (lease.isOf(handler)) {
                lease.close(() -> change(now -> now.withAbsence(minus(now.absence(), lease))));
            }
        }
    }

    /** Adds a service that owns domains. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service, Map<String, Object> properties) {
        Set<String> named = service.domains();
        add(leases.of("service", service, properties), named.isEmpty() ? Set.of(Table.ANY) : named);
    }

    private void add(Lease<DomainService> added, Set<String> domains) {
        change(
                now -> {
                    Map<String, List<Lease<DomainService>>> services =
                            new HashMap<>(now.services());
                    domains.forEach(
                            domain ->
                                    services.merge(domain, List.of(added), DispatchTable::joined));
                    return now.withServices(services);
                });
    }

    /** Withdraws a service that owns domains. */
    public void unbindService(DomainService service) {
        now().services().values().stream()
                .flatMap(List::stream)
                .filter(lease -> lease.isOf(service))
                .distinct()
                .forEach(lease -> lease.close(() -> change(now -> without(now, lease))));
    }

    /** Adds who carries out of this process what nobody here is for. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindExit(Exit exit, Map<String, Object> properties) {
        add(leases.of("exit", exit, properties), Set.of(Table.EXIT));
    }

    /** Withdraws it. */
    public void unbindExit(Exit exit) {
        unbindService(exit);
    }

    private static Table without(Table now, Lease<DomainService> lease) {
        Map<String, List<Lease<DomainService>>> services = new HashMap<>(now.services());
        services.replaceAll((domain, owners) -> minus(owners, lease));
        services.values().removeIf(List::isEmpty);
        return now.withServices(services);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> longer = new ArrayList<>(one);
        longer.addAll(other);
        return List.copyOf(longer);
    }

    private static <T> List<T> plus(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list);
        longer.add(added);
        return longer;
    }

    private static <T> List<T> minus(List<T> list, T gone) {
        return list.stream().filter(it -> !it.equals(gone)).toList();
    }

    private static <E extends Enum<E>> Set<E> enums(Class<E> type, @Nullable Object property) {
        Set<E> values = EnumSet.noneOf(type);
        String[] names =
                property instanceof String[] several
                        ? several
                        : new String[] {String.valueOf(property)};
        Arrays.stream(names).map(name -> Enum.valueOf(type, name)).forEach(values::add);
        return values;
    }
}
