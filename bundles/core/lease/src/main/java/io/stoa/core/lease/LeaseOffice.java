package io.stoa.core.lease;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.lifecycle.Availability;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Gates;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.lifecycle.Meters;
import io.stoa.lifecycle.Waits;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Makes leases, closes gates, and watches over both. A change of the configuration changes this
 * component instead of replacing it, for all of core stands on it. Thread-safe.
 */
@Component(
        configurationPid = "io.stoa.core.lease",
        service = {Leases.class, Gates.class, Meters.class, Availability.class, Waits.class})
@Designate(ocd = LeaseOffice.Config.class)
public final class LeaseOffice implements Leases, Gates, Meters, Availability, Waits {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Leases",
            description = "How features leave, are replaced, and go into quarantine.")
    public @interface Config {

        /** How long a leaving feature is waited for. */
        @AttributeDefinition(
                description =
                        "How many seconds the calls inside a feature that leaves are waited for;"
                                + " then they are interrupted.")
        int drainSeconds() default 5;

        /** How many may be parked. */
        @AttributeDefinition(
                description =
                        "How many stanzas may wait for a feature that is being replaced; further"
                                + " ones are answered with resource-constraint.")
        int parkedStanzas() default 10_000;

        /** How long they are parked. */
        @AttributeDefinition(
                description =
                        "How many seconds stanzas wait for a feature that is being replaced; then"
                                + " they are answered with service-unavailable.")
        int parkedSeconds() default 5;

        /** When a component fails too often. */
        @AttributeDefinition(
                description =
                        "After how many failures in a row a component goes into quarantine; 0 means"
                                + " never.")
        int failuresInARow() default 20;

        /** When a call takes too long. */
        @AttributeDefinition(
                description =
                        "After how many seconds a call that has not returned puts its component"
                                + " into quarantine and is interrupted; what it waits for the"
                                + " storage or a client does not count. 0 means never.")
        int stuckSeconds() default 4;

        /** When a call sends too much. */
        @AttributeDefinition(
                description =
                        "How many stanzas a feature may send in one call; one more puts its"
                                + " component into quarantine and is not sent. 0 means any number.")
        int sentPerCall() default 20_000;

        /** When a component allocates too much. */
        @AttributeDefinition(
                description =
                        "How many megabytes of memory a second a component may allocate, for each"
                                + " processor of the machine; with more it goes into quarantine,"
                                + " unless it is called so often that each call is within"
                                + " allocatedMegabytesPerCall. 0 means any number.")
        int allocatedMegabytes() default 250;

        /** How much a call may allocate when it is too much a second. */
        @AttributeDefinition(
                description =
                        "How many megabytes a component that allocates more than"
                                + " allocatedMegabytes may allocate in a call, on average; what"
                                + " many clients ask for is no fault of it. 0 means that the"
                                + " number of calls is no excuse.")
        int allocatedMegabytesPerCall() default 32;

        /** How long quarantine lasts. */
        @AttributeDefinition(
                description =
                        "How many seconds the first quarantine lasts; each further one twice as"
                                + " long, up to five minutes.")
        int quarantineSeconds() default 5;
    }

    static final long MEGABYTE = 1 << 20;

    private static final Duration WATCH = Duration.ofMillis(250);

    private final Set<ServiceLease<?>> leases = ConcurrentHashMap.newKeySet();
    private final Set<ServiceLease<?>> gated = ConcurrentHashMap.newKeySet();
    private final Map<Long, ClosedGate> gates = new ConcurrentHashMap<>();
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final Presence presence = new Presence();
    private final Set<Long> barred = ConcurrentHashMap.newKeySet();
    private final AtomicLong revision = new AtomicLong();
    private final AllocationWatch allocation = new AllocationWatch();
    private final Schedule.Job watch;
    private volatile Map<String, Set<String>> off = Map.of();
    private volatile Rules rules;

    /** Begins to watch. */
    @Activate
    public LeaseOffice(@Reference(policyOption = GREEDY) Schedule schedule, Config config) {
        this.rules = Rules.of(config);
        this.watch = schedule.every(WATCH, this::look);
    }

    /** Takes another configuration. */
    @Modified
    public void modified(Config config) {
        rules = Rules.of(config);
    }

    /** Watches no more. */
    @Deactivate
    public void stop() {
        watch.cancel();
        allocation.stop();
    }

    // ── Leases ──

    @Override
    public <S> Lease<S> of(String role, S service, Map<String, Object> properties) {
        ServiceLease<S> lease = ungated(role, service, properties);
        gated.add(lease);
        // after it was added: a gate that closes meanwhile finds it there, or is found here
        ClosedGate gate = gates.get(lease.origin().bundle());
        if (gate != null) {
            lease.hold(gate);
        }
        return lease;
    }

    @Override
    public boolean sends() {
        return presence.sends(rules.sent());
    }

    @Override
    public <S> ServiceLease<S> ungated(String role, S service, Map<String, Object> properties) {
        Origin origin = Origin.of(service, properties);
        Breaker breaker =
                breakers.compute(
                        origin.key(),
                        (key, present) -> (present == null ? newBreaker(origin) : present).used());
        if (barred.contains(origin.bundle())) {
            breaker.bar();
        }
        ServiceLease<S> lease = new ServiceLease<>(this, origin, role, service, breaker);
        leases.add(lease);
        return lease;
    }

    private Breaker newBreaker(Origin origin) {
        return new Breaker(origin.component(), this::rules, revision::incrementAndGet);
    }

    /** Takes notice that a lease is closed and nobody is inside. */
    void closed(ServiceLease<?> lease) {
        leases.remove(lease);
        gated.remove(lease);
        breakers.computeIfPresent(lease.origin().key(), (key, breaker) -> breaker.unused());
    }

    Rules rules() {
        return rules;
    }

    Presence presence() {
        return presence;
    }

    // ── Waits ──

    @Override
    public <R, X extends Exception> R service(Wait<R, X> wait) throws X {
        return presence.service(wait);
    }

    @Override
    public <R, X extends Exception> Optional<R> peer(Wait<R, X> wait) throws X {
        return presence.peer(wait);
    }

    // ── Gates ──

    @Override
    public Gate close(Set<Long> bundles) {
        ClosedGate gate = new ClosedGate(rules, this);
        Set<Long> shut = new HashSet<>();
        for (long bundle : bundles) {
            if (gates.putIfAbsent(bundle, gate) != null) {
                shut.forEach(gates::remove);
                throw new IllegalStateException(
                        "bundle " + bundle + " is being replaced already; wait until that is done");
            }
            shut.add(bundle);
        }
        List<ServiceLease<?>> held =
                gated.stream().filter(it -> shut.contains(it.origin().bundle())).toList();
        held.forEach(lease -> lease.hold(gate));
        long deadline = System.nanoTime() + rules.gateDrain().toNanos();
        held.forEach(lease -> lease.drain(deadline));
        return gate;
    }

    @Override
    public void bar(long bundle) {
        barred.add(bundle);
        // after it was added: a component that comes meanwhile finds it there, or is found here
        breakers.forEach(
                (key, breaker) -> {
                    if (key.startsWith(bundle + "/")) {
                        breaker.bar();
                    }
                });
    }

    /** Puts one more bundle behind a gate. */
    void admit(long bundle, ClosedGate gate) {
        ClosedGate other = gates.putIfAbsent(bundle, gate);
        if (other != null && !other.equals(gate)) {
            throw new IllegalStateException("bundle " + bundle + " is behind another gate");
        }
        gated.stream()
                .filter(it -> it.origin().bundle() == bundle)
                .forEach(lease -> lease.hold(gate));
    }

    /** Lets the leases behind a gate go. */
    void opened(ClosedGate gate) {
        gates.values().removeIf(gate::equals);
        leases.forEach(lease -> lease.release(gate));
        revision.incrementAndGet();
    }

    // ── Availability ──

    @Override
    public boolean available(Map<String, Object> properties, String domain) {
        Origin origin = Origin.of(properties);
        Breaker breaker = breakers.get(origin.key());
        return (breaker == null || !breaker.tripped()) && !off(origin.name(), domain);
    }

    boolean off(String bundle, String domain) {
        Map<String, Set<String>> now = off;
        return !now.isEmpty() && now.getOrDefault(bundle, Set.of()).contains(domain);
    }

    @Override
    public void off(Map<String, Set<String>> domains) {
        off = Map.copyOf(domains);
        revision.incrementAndGet();
    }

    @Override
    public long revision() {
        return revision.get();
    }

    // ── Meters ──

    @Override
    public List<Meter> all() {
        return leases.stream()
                .map(ServiceLease::meter)
                .sorted(Comparator.comparing(Meter::component).thenComparing(Meter::role))
                .toList();
    }

    @Override
    public boolean release(String component) {
        boolean released = false;
        for (Breaker breaker : breakers.values()) {
            released |= breaker.component().equals(component) && breaker.release();
        }
        return released;
    }

    /** Four times a second: who has been inside for too long, or allocates too much? */
    void look() {
        Duration stuck = rules.stuck();
        if (!stuck.isZero()) {
            presence.longerThan(stuck).forEach(Presence.Visit::expel);
        }
        allocation.look(rules.allocated(), this::calls).ifPresent(this::wastes);
    }

    private Map<String, AllocationWatch.Calls> calls() {
        return leases.stream()
                .collect(
                        Collectors.toMap(
                                ServiceLease::component,
                                ServiceLease::count,
                                AllocationWatch.Calls::plus));
    }

    private void wastes(AllocationWatch.Waster waster) {
        String reason =
                "allocates %d MB a second, %s"
                        .formatted(
                                waster.perSecond() / MEGABYTE,
                                waster.perCall() == 0
                                        ? "in no call"
                                        : waster.perCall() / MEGABYTE + " MB in a call");
        breakers.values().stream()
                .filter(it -> it.component().equals(waster.component()))
                .forEach(it -> it.trip(reason));
    }
}
