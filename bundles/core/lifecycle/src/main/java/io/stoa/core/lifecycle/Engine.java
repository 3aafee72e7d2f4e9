package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Report;
import io.stoa.bus.Schedule;
import io.stoa.core.lifecycle.change.Components;
import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.change.Outcome;
import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.change.Swap;
import io.stoa.core.lifecycle.change.Wiring;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.FeatureReader;
import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Desired;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.core.lifecycle.store.Store;
import io.stoa.json.JsonObject;
import io.stoa.lifecycle.Availability;
import io.stoa.lifecycle.Gates;
import io.stoa.storage.SchemaVersions;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Plans and makes changes to the set of features, one at a time, on the thread of whoever asks.
 * What was changed is kept before it is told; what failed is as it was. Thread-safe; blocks.
 */
@Component(service = Engine.class)
public final class Engine {

    private static final String DEPLOY = "deploy";
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Lock lock = new ReentrantLock(true);
    private final Store store;
    private final Configurations configurations;
    private final Running running;
    private final Boot boot;
    private final Wiring wiring;
    private final Components components;
    private final Swap swap;
    private final Traffic traffic;
    private final Rules rules;
    private Desired desired;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Gates gates;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable SchemaVersions versions;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Schedule schedule;

    private volatile @Nullable Availability availability;

    /** Takes what Boot has found. */
    @Activate
    public Engine(
            BundleContext context,
            @Reference(policyOption = GREEDY) Boot boot,
            @Reference(policyOption = GREEDY) Traffic traffic,
            @Reference(policyOption = GREEDY) Rules rules,
            @Reference(policyOption = GREEDY) ServiceComponentRuntime runtime) {
        this.store = boot.store();
        this.configurations = boot.configurations();
        this.running = boot.running();
        this.boot = boot;
        this.components = new Components(context, runtime);
        this.swap = new Swap(context, running, components);
        this.wiring = new Wiring(context);
        this.traffic = traffic;
        this.rules = rules;
        this.desired = store.desired();
    }

    /** Tells who is off for which domain, as soon as there is somebody to tell. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    public void bindAvailability(Availability present) {
        availability = present;
        present.off(off());
    }

    /** Tells nobody any more. */
    public void unbindAvailability(Availability gone) {
        if (gone.equals(availability)) {
            availability = null;
        }
    }

    /** What there is, what is wanted, and what runs, at one moment. */
    public record View(
            Catalogue catalogue,
            Desired desired,
            Running running,
            Components components,
            List<JsonObject> history,
            Set<String> leftOut) {}

    /** Looks. */
    public View view() {
        lock.lock();
        try {
            return new View(
                    store.catalogue(Engine::unreadable),
                    desired,
                    running,
                    components,
                    store.history().entries(),
                    boot.complaints());
        } finally {
            lock.unlock();
        }
    }

    private static void unreadable(String what) {
        LOG.debug("{}", what); // Boot has told it
    }

    /**
     * Says what a request would do.
     *
     * @throws FeatureException when it could not be done
     */
    public Report report(Request request) {
        return plan(request).report();
    }

    private Plan plan(Request request) {
        lock.lock();
        try {
            Plan plan = planned(request);
            return plan.with(traffic.rows(bundles(plan.touched().stream())));
        } finally {
            store.tidy();
            lock.unlock();
        }
    }

    private Plan planned(Request request) {
        traffic.check(request.domain());
        Catalogue catalogue = store.catalogue(Engine::unreadable);
        Target target = new Targets(store, running, catalogue, desired).of(request);
        Plan plan = planner().plan(desired, target, request.cascade());
        Foundation.check(plan.diff(), running, components);
        admit(plan.diff());
        Schemas.check(plan.diff(), Optional.ofNullable(versions));
        return plan;
    }

    private Planner planner() {
        return new Planner(store, running, components, wiring, boot.leftOut());
    }

    /** Refuses bundles that may not run, whoever asks for them, and wherever they are from. */
    private void admit(Diff diff) {
        Trust trust = rules.trust(store.data());
        Stream.concat(diff.added().stream(), diff.updated().stream().map(Diff.Replaced::after))
                .filter(it -> !store.isShipped(it))
                .forEach(
                        it ->
                                trust.complaint(it.file())
                                        .ifPresent(
                                                why -> {
                                                    throw new FeatureException(why);
                                                }));
    }

    /** What became of a request. */
    public record Done(
            Request.Verb verb,
            String feature,
            String before,
            String after,
            Outcome outcome,
            int bundles,
            long number) {}

    /**
     * Does what is requested.
     *
     * @throws FeatureException when it was not done; everything is as it was
     */
    public Done run(Request request, String actor) {
        lock.lock();
        try {
            Plan plan = planned(request);
            Plan kept = keep(plan);
            configurations.apply(kept.target().catalogue().on(kept.target().desired()));
            Optional<Duration> slow = traffic.p99(bundles(kept.touched().stream()));
            Chronicle chronicle = new Chronicle(request, actor, kept, desired, slow);
            return finish(chronicle, swap.run(kept.diff(), Optional.ofNullable(gates)));
        } finally {
            store.tidy();
            lock.unlock();
        }
    }

    /** Returns the data directory. */
    public Path data() {
        return store.data();
    }

    /** Returns the names of the jars that a feature's file wants; none when it is no feature. */
    public List<String> jarsOf(Path file) {
        try {
            return FeatureReader.read(file).bundles().stream()
                    .map(it -> it.id().fileName())
                    .toList();
        } catch (FeatureException broken) {
            LOG.debug("{}", broken.getMessage()); // told when it is taken
            return List.of();
        }
    }

    /**
     * What a file of {@code deploy/} has become.
     *
     * @param feature the feature's name
     * @param source its definition
     */
    public record Deployment(String feature, String source) {}

    /**
     * Installs what lies in {@code deploy/}, or updates to it, unless it was taken before: what an
     * administrator has said since then counts.
     *
     * @param before the definition that the file was when it was last taken, or ""
     * @throws FeatureException when it was not done; everything is as it was
     */
    public Deployment deploy(Path file, String before) {
        lock.lock();
        try {
            Catalogue catalogue = store.catalogue(Engine::unreadable);
            Feature feature =
                    new Targets(store, running, catalogue, desired)
                            .parcel(file.toString())
                            .feature();
            Deployment deployment = new Deployment(feature.name(), Store.source(feature));
            if (!deployment.source().equals(before)) {
                String path = file.toString();
                run(new Request(Request.Verb.DEPLOY, "", path, "", false, false), DEPLOY);
            }
            return deployment;
        } finally {
            store.tidy();
            lock.unlock();
        }
    }

    /**
     * Takes away a feature whose file was taken out of {@code deploy/}, unless somebody has done so
     * before.
     *
     * @throws FeatureException when it was not done; everything is as it was
     */
    public void withdraw(String feature) {
        lock.lock();
        try {
            if (!desired.of(feature, true).source().isEmpty()) {
                run(Request.of(Request.Verb.REMOVE, feature), DEPLOY);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Copies what was brought to where it stays: a change must not depend on somebody's file. */
    private Plan keep(Plan plan) {
        Optional<Parcel> parcel = plan.target().parcel();
        if (parcel.isEmpty()) {
            return plan;
        }
        store.keep(parcel.get().feature(), parcel.get().files());
        Target target =
                Target.of(
                        plan.target().feature(),
                        store.catalogue(Engine::unreadable),
                        plan.target().desired());
        for (String name : plan.target().renewed()) {
            target = target.renewing(name);
        }
        return planner().plan(desired, target, true);
    }

    private Done finish(Chronicle chronicle, Outcome outcome) {
        Plan plan = chronicle.plan();
        Request request = chronicle.request();
        String name = plan.target().feature();
        String before = chronicle.versionBefore();
        Desired wanted = chronicle.after(outcome);
        if (outcome.done()) {
            store.commit(wanted, running.pins().values());
            boot.mended(name);
        }
        long number = store.history().add(chronicle.entry(outcome));
        desired = wanted;
        tell();
        store.prune(wanted, running.pins().values(), rules.versions(), rules.changes());
        if (!outcome.done()) {
            throw new FeatureException(returned(request, name, before, outcome));
        }
        String after = chronicle.versionAfter(outcome);
        LOG.info("feature {} was {} ({} → {})", name, request.verb().participle(), before, after);
        measureLater(number, plan.diff());
        return new Done(request.verb(), name, before, after, outcome, plan.diff().size(), number);
    }

    /** How the new version does is known when it has been called for a while. */
    private void measureLater(long number, Diff diff) {
        Schedule present = schedule;
        if (present != null && diff.size() > diff.removed().size()) {
            present.after(A_WHILE, () -> measure(number, diff));
        }
    }

    private void measure(long number, Diff diff) {
        lock.lock();
        try {
            Stream<Pin> came =
                    Stream.concat(
                            diff.added().stream(),
                            diff.updated().stream().map(Diff.Replaced::after));
            List<Bundle> bundles = bundles(came.filter(running.pins()::containsValue));
            traffic.p99(bundles)
                    .ifPresent(
                            it ->
                                    store.history()
                                            .amend(
                                                    number,
                                                    JsonObject.EMPTY.with(
                                                            Chronicle.AFTER,
                                                            Chronicle.millis(it))));
        } finally {
            lock.unlock();
        }
    }

    private List<Bundle> bundles(Stream<Pin> pins) {
        return pins.flatMap(it -> running.find(it.id().key()).stream()).distinct().toList();
    }

    private static String returned(Request request, String name, String before, Outcome outcome) {
        String now =
                before.equals("off")
                        ? name + " is off, as before"
                        : name + " " + before + " serves as before";
        return "feature "
                + name
                + " was not "
                + request.verb().participle()
                + ": "
                + outcome.failure().orElse("")
                + "\n  "
                + now
                + "; "
                + outcome.passed().parked()
                + " stanzas waited, "
                + outcome.passed().longest().toMillis()
                + " ms at most. Repair the bundle and try again";
    }

    private void tell() {
        Availability present = availability;
        if (present != null) {
            present.off(off());
        }
    }

    /** Who is off for which domain, by the symbolic names of the bundles. */
    private Map<String, Set<String>> off() {
        Map<String, Set<String>> off = new HashMap<>();
        desired.choices()
                .forEach(
                        (name, choice) -> {
                            Collection<Bundle> bundles =
                                    choice.offDomains().isEmpty() ? List.of() : running.of(name);
                            for (Bundle bundle : bundles) {
                                off.computeIfAbsent(bundle.getSymbolicName(), it -> new TreeSet<>())
                                        .addAll(choice.offDomains());
                            }
                        });
        return off;
    }
}
