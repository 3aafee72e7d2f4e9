package io.stoa.core.bus;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.DomainService;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.PresenceHandler;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Watches the services that features register and publishes the {@link Table}. A service that
 * leaves is first taken out of the table, then its lease is closed; {@code unbind} returns when the
 * last call has left, so that a feature is deactivated only after that. Thread-safe.
 */
@Component(service = DispatchTable.class)
public final class DispatchTable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicReference<Table> table = new AtomicReference<>(Table.EMPTY);

    /** Makes an empty table. */
    @Activate
    public DispatchTable() {}

    Table now() {
        return Objects.requireNonNull(table.get());
    }

    /** Changes the table as a whole; returns what it was. */
    private Table change(UnaryOperator<Table> how) {
        return Objects.requireNonNull(table.getAndUpdate(how));
    }

    /** Adds an interceptor. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindInterceptor(StanzaInterceptor interceptor, Map<String, Object> properties) {
        Table.Interception added =
                new Table.Interception(
                        new Lease<>(interceptor, properties),
                        enums(Kind.class, properties.get("stoa.kind")),
                        enums(Leg.class, properties.get("stoa.leg")),
                        Stage.valueOf(String.valueOf(properties.get("stoa.stage"))));
        change(now -> now.with(plus(now.interceptions(), added)));
    }

    /** Withdraws an interceptor. */
    public void unbindInterceptor(StanzaInterceptor interceptor) {
        Predicate<Table.Interception> gone = it -> it.lease().isOf(interceptor);
        Table before = change(now -> now.with(minus(now.interceptions(), gone)));
        close(before.interceptions(), gone, Table.Interception::lease);
    }

    /** Adds an iq handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindHandler(IqHandler handler, Map<String, Object> properties) {
        Table.Handling added =
                new Table.Handling(
                        new Lease<>(handler, properties),
                        String.valueOf(properties.get("stoa.iq.namespace")),
                        enums(Target.class, properties.get("stoa.iq.target")),
                        Boolean.TRUE.equals(properties.get("stoa.iq.open")),
                        !Boolean.FALSE.equals(properties.get("stoa.iq.lane")));
        change(now -> now.withHandlings(plus(now.handlings(), added)));
    }

    /** Withdraws an iq handler. */
    public void unbindHandler(IqHandler handler) {
        Predicate<Table.Handling> gone = it -> it.lease().isOf(handler);
        Table before = change(now -> now.withHandlings(minus(now.handlings(), gone)));
        close(before.handlings(), gone, Table.Handling::lease);
    }

    /** Adds a presence handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindPresence(PresenceHandler handler, Map<String, Object> properties) {
        Lease<PresenceHandler> added = new Lease<>(handler, properties);
        change(now -> now.withPresence(plus(now.presence(), added)));
    }

    /** Withdraws a presence handler. */
    public void unbindPresence(PresenceHandler handler) {
        Predicate<Lease<PresenceHandler>> gone = it -> it.isOf(handler);
        Table before = change(now -> now.withPresence(minus(now.presence(), gone)));
        close(before.presence(), gone, Function.identity());
    }

    /** Adds an absence handler. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindAbsence(AbsenceHandler handler, Map<String, Object> properties) {
        Lease<AbsenceHandler> added = new Lease<>(handler, properties);
        change(now -> now.withAbsence(plus(now.absence(), added)));
    }

    /** Withdraws an absence handler. */
    public void unbindAbsence(AbsenceHandler handler) {
        Predicate<Lease<AbsenceHandler>> gone = it -> it.isOf(handler);
        Table before = change(now -> now.withAbsence(minus(now.absence(), gone)));
        close(before.absence(), gone, Function.identity());
    }

    /** Adds a service that owns domains. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service, Map<String, Object> properties) {
        Lease<DomainService> added = new Lease<>(service, properties);
        change(
                now -> {
                    Map<String, Lease<DomainService>> services = new HashMap<>(now.services());
                    service.domains().forEach(domain -> services.putIfAbsent(domain, added));
                    return now.withServices(services);
                });
    }

    /** Withdraws a service that owns domains. */
    public void unbindService(DomainService service) {
        Predicate<Lease<DomainService>> gone = it -> it.isOf(service);
        Table before =
                change(
                        now -> {
                            Map<String, Lease<DomainService>> services =
                                    new HashMap<>(now.services());
                            services.values().removeIf(gone);
                            return now.withServices(services);
                        });
        close(List.copyOf(before.services().values()), gone, Function.identity());
    }

    private static <T> List<T> plus(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list);
        longer.add(added);
        return longer;
    }

    private static <T> List<T> minus(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }

    private static <T> void close(
            List<T> entries, Predicate<T> gone, Function<T, ? extends Lease<?>> lease) {
        Optional<? extends Lease<?>> left =
                entries.stream().filter(gone).<Lease<?>>map(lease).findFirst();
        left.ifPresent(it -> it.close(PATIENCE));
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
