package io.stoa.service.muc.spi;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.muc.RoomGreeting;
import io.stoa.muc.RoomHistory;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomInterceptor;
import io.stoa.muc.RoomIqHandler;
import io.stoa.muc.RoomListener;
import io.stoa.muc.RoomOptions;
import io.stoa.muc.RoomPresence;
import io.stoa.muc.RoomQueryHandler;
import io.stoa.muc.RoomServiceHandler;
import io.stoa.service.muc.live.RoomTable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Map;
import java.util.Optional;

/** Who adds to rooms, by what they do. Thread-safe. */
@Component(service = Extensions.class, configurationPolicy = IGNORE)
public final class Extensions {

    private final Plugged<RoomInterceptor> interceptors = new Plugged<>();
    private final Plugged<RoomPresence> presences = new Plugged<>();
    private final Plugged<RoomHistory> histories = new Plugged<>();
    private final Plugged<RoomIqHandler> handlers = new Plugged<>();
    private final Plugged<RoomQueryHandler> queries = new Plugged<>();
    private final Plugged<RoomInfo> infos = new Plugged<>();
    private final Plugged<RoomOptions> options = new Plugged<>();
    private final Plugged<RoomGreeting> greetings = new Plugged<>();
    private final Plugged<RoomListener> listeners = new Plugged<>();
    private final Plugged<RoomServiceHandler> services = new Plugged<>();
    private final Leases leases;
    private volatile Optional<Lease<RoomTable>> own = Optional.empty();

    /** Begins with nobody. */
    @Activate
    public Extensions(@Reference(policyOption = GREEDY) Leases leases) {
        this.leases = leases;
    }

    /** Takes the lease of this bundle itself, which says for which domains it is switched off. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    public void bindTable(RoomTable table, Map<String, Object> properties) {
        own = Optional.of(leases.of("rooms", table, properties));
    }

    /** Lets it go. */
    public void unbindTable(RoomTable table) {
        own.ifPresent(lease -> lease.close(() -> own = Optional.empty()));
    }

    /** Tells whether rooms are switched on for a domain of ours. */
    public boolean serves(String domain) {
        return own.filter(lease -> lease.state(domain) == Lease.State.CLOSED).isEmpty();
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindInterceptor(RoomInterceptor added, Map<String, Object> properties) {
        interceptors.add(leases.of("room-message", added, properties));
    }

    /** Withdraws one. */
    public void unbindInterceptor(RoomInterceptor gone) {
        interceptors.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindPresence(RoomPresence added, Map<String, Object> properties) {
        presences.add(leases.of("room-presence", added, properties));
    }

    /** Withdraws one. */
    public void unbindPresence(RoomPresence gone) {
        presences.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindHistory(RoomHistory added, Map<String, Object> properties) {
        histories.add(leases.of("room-history", added, properties));
    }

    /** Withdraws one. */
    public void unbindHistory(RoomHistory gone) {
        histories.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindHandler(RoomIqHandler added, Map<String, Object> properties) {
        handlers.add(leases.of("room-iq", added, properties));
    }

    /** Withdraws one. */
    public void unbindHandler(RoomIqHandler gone) {
        handlers.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindQueries(RoomQueryHandler added, Map<String, Object> properties) {
        queries.add(leases.of("room-query", added, properties));
    }

    /** Withdraws one. */
    public void unbindQueries(RoomQueryHandler gone) {
        queries.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindInfo(RoomInfo added, Map<String, Object> properties) {
        infos.add(leases.of("room-info", added, properties));
    }

    /** Withdraws one. */
    public void unbindInfo(RoomInfo gone) {
        infos.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindOptions(RoomOptions added, Map<String, Object> properties) {
        options.add(leases.of("room-options", added, properties));
    }

    /** Withdraws one. */
    public void unbindOptions(RoomOptions gone) {
        options.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindGreeting(RoomGreeting added, Map<String, Object> properties) {
        greetings.add(leases.of("room-greeting", added, properties));
    }

    /** Withdraws one. */
    public void unbindGreeting(RoomGreeting gone) {
        greetings.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(RoomListener added, Map<String, Object> properties) {
        listeners.add(leases.of("room-listener", added, properties));
    }

    /** Withdraws one. */
    public void unbindListener(RoomListener gone) {
        listeners.remove(gone);
    }

    /** Adds one. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(RoomServiceHandler added, Map<String, Object> properties) {
        services.add(leases.of("room-service", added, properties));
    }

    /** Withdraws one. */
    public void unbindService(RoomServiceHandler gone) {
        services.remove(gone);
    }

    /** Returns who sees what is said. */
    public Plugged<RoomInterceptor> interceptors() {
        return interceptors;
    }

    /** Returns who adds to presence. */
    public Plugged<RoomPresence> presences() {
        return presences;
    }

    /** Returns who remembers what was said. */
    public Plugged<RoomHistory> histories() {
        return histories;
    }

    /** Returns who answers requests. */
    public Plugged<RoomIqHandler> handlers() {
        return handlers;
    }

    /** Returns who answers requests that take long. */
    public Plugged<RoomQueryHandler> queries() {
        return queries;
    }

    /** Returns who adds to discovery. */
    public Plugged<RoomInfo> infos() {
        return infos;
    }

    /** Returns who adds to the configuration. */
    public Plugged<RoomOptions> options() {
        return options;
    }

    /** Returns who greets. */
    public Plugged<RoomGreeting> greetings() {
        return greetings;
    }

    /** Returns who answers requests to the service itself. */
    public Plugged<RoomServiceHandler> services() {
        return services;
    }

    /** Returns who is told. */
    public Plugged<RoomListener> listeners() {
        return listeners;
    }
}
