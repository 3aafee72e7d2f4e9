package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Report;
import io.stoa.core.lifecycle.change.Components;
import io.stoa.core.lifecycle.change.Outcome;
import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.change.Swap;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Plans and makes changes to the set of features, one at a time, on the thread of whoever asks.
 * What was changed is kept before it is told; what failed is as it was. Thread-safe; blocks.
 */
@Component(service = Engine.class)
public final class Engine {

    static final String DONE = "done";
    private static final String RETURNED = "returned";
    private static final String DEPLOY = "deploy";
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Lock lock = new ReentrantLock(true);
    private final Store store;
    private final Configurations configurations;
    private final Running running;
    private final Set<String> leftOut;
    private final Components components;
    private final Swap swap;
    private final Traffic traffic;
    private final Signatures signatures;
    private Desired desired;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Gates gates;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable SchemaVersions versions;

    private volatile @Nullable Availability availability;

    /** Takes what Boot has found. */
    @Activate
    public Engine(
            BundleContext context,
            @Reference(policyOption = GREEDY) Boot boot,
            @Reference(policyOption = GREEDY) Traffic traffic,
            @Reference(policyOption = GREEDY) Signatures signatures,
            @Reference(policyOption = GREEDY) ServiceComponentRuntime runtime) {
        this.store = boot.store();
        this.configurations = boot.configurations();
        this.running = boot.running();
        this.leftOut = boot.leftOut();
        this.components = new Components(context, runtime);
        this.swap = new Swap(context, running, components);
        this.traffic = traffic;
        this.signatures = signatures;
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
                    leftOut);
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
            Set<Bundle> touched = new HashSet<>();
            for (Pin pin : plan.touched()) {
                running.find(pin.id().key()).ifPresent(touched::add);
            }
            return plan.with(traffic.rows(touched));
        } finally {
            store.tidy();
            lock.unlock();
        }
    }

    private Plan planned(Request request) {
        traffic.check(request.domain());
        Catalogue catalogue = store.catalogue(Engine::unreadable);
        Target target = new Targets(store, running, catalogue, desired).of(request);
        target.parcel().ifPresent(it -> it.jars().values().forEach(signatures::check));
        Plan plan =
                new Planner(store, running, components).plan(desired, target, request.cascade());
        Schemas.check(plan.diff(), Optional.ofNullable(versions));
        return plan;
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
            Outcome outcome = swap.run(kept.diff(), Optional.ofNullable(gates));
            return finish(request, actor, kept, outcome);
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
        return new Planner(store, running, components).plan(desired, target, true);
    }

    private Done finish(Request request, String actor, Plan plan, Outcome outcome) {
        Catalogue catalogue = plan.target().catalogue();
        String name = plan.target().feature();
        String before = Plan.version(catalogue.on(desired), name);
        String after = Plan.version(catalogue.on(plan.target().desired()), name);
        Desired wanted = outcome.done() ? plan.target().desired() : desired;
        if (outcome.done()) {
            store.commit(wanted, running.pins().values());
        }
        JsonObject entry =
                JsonObject.EMPTY
                        .with("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                        .with("actor", actor)
                        .with("verb", request.verb().word())
                        .with("feature", name)
                        .with("version-before", before)
                        .with("version-after", outcome.done() ? after : before)
                        .with("outcome", outcome.done() ? DONE : RETURNED)
                        .with("reason", outcome.failure().orElse(""))
                        .with("parked", outcome.passed().parked())
                        .with("refused", outcome.passed().refused())
                        .with("longest-wait-ms", outcome.passed().longest().toMillis())
                        .with("closed-ms", outcome.passed().shut().toMillis())
                        .with("took-ms", outcome.took().toMillis())
                        .with("plan", plan.toJson())
                        .with("before", desired.toJson())
                        .with("after", wanted.toJson());
        long number = store.history().add(entry);
        desired = wanted;
        tell();
        if (!outcome.done()) {
            throw new FeatureException(returned(request, name, before, outcome));
        }
        LOG.info("feature {} was {} ({} → {})", name, request.verb().participle(), before, after);
        int bundles =
                plan.diff().added().size()
                        + plan.diff().updated().size()
                        + plan.diff().removed().size();
        return new Done(request.verb(), name, before, after, outcome, bundles, number);
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
