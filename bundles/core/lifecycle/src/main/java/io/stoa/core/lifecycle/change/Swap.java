package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Gates;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Makes a change while stanzas flow, or leaves everything as it was. What can be looked at before
 * is looked at before ({@link Trial}); then the gate is closed before what is replaced, its state
 * is taken out, it is stopped, replaced, refreshed alone, started, looked at ({@link HealthGate})
 * and given its state; then the gate opens. When a step fails, what was before comes back, gets its
 * state back and serves whoever waits at the gate. Used by one thread at a time.
 */
public final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final BundleContext context;
    private final Running running;
    private final Components components;
    private final Wiring wiring;
    private final Handovers handovers;
    private final HealthGate health;
    private final Steps steps;

    /** Takes what it works with. */
    public Swap(BundleContext context, Running running, Components components) {
        this.context = context;
        this.running = running;
        this.components = components;
        this.wiring = new Wiring(context);
        this.handovers = new Handovers(context);
        this.health = new HealthGate(context, components);
        this.steps =
                new Steps(
                        context, running, wiring, ConcurrentHashMap.newKeySet(), new AtomicLong());
    }

    /**
     * Makes a change.
     *
     * @param gates closes the gate, if there is somebody who can
     * @throws FeatureException when it was refused before anything was touched
     */
    public Outcome run(Diff diff, Optional<Gates> gates) {
        long begin = System.nanoTime();
        new Trial(context, running, wiring).of(diff);
        Progress progress = new Progress();
        diff.updated().forEach(it -> progress.touched.add(steps.bundle(it.before())));
        progress.touched.addAll(components.affected(progress.touched));
        Optional<Gate> gate = close(progress.touched, gates);
        Optional<String> failure = Optional.empty();
        Gate.Passed passed = Outcome.NO_GATE;
        try {
            replace(diff, gate, progress);
        } catch (FeatureException failed) {
            LOG.warn("a change is taken back: {}", failed.getMessage(), failed);
            failure = Optional.of(failed.getMessage());
            new WayBack(steps, handovers, gates, gate).go(progress);
        } finally {
            passed = gate.map(Gate::open).orElse(passed);
        }
        if (failure.isEmpty()) {
            diff.removed().forEach(this::uninstall);
        }
        return new Outcome(failure, passed, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Who needs what is replaced is deactivated for a moment, so callers wait for it, too. */
    private static Optional<Gate> close(Set<Bundle> bundles, Optional<Gates> gates) {
        Set<Long> ids = bundles.stream().map(Bundle::getBundleId).collect(Collectors.toSet());
        return ids.isEmpty() ? Optional.empty() : gates.map(it -> it.close(ids));
    }

    private void replace(Diff diff, Optional<Gate> gate, Progress progress) {
        Patience patience = Patience.behind(gate);
        List<Bundle> olds = diff.updated().stream().map(it -> steps.bundle(it.before())).toList();
        handovers.save(olds, progress.saved, patience.left());
        for (Pin pin : diff.removed()) {
            stop(steps.bundle(pin), progress, patience);
        }
        for (Bundle old : olds.reversed()) {
            stop(old, progress, patience);
        }
        for (Replaced pair : diff.updated()) {
            progress.replaced.add(pair);
            steps.update(steps.bundle(pair.before()), pair.after(), patience.left());
        }
        for (Pin pin : diff.added()) {
            Bundle bundle = steps.install(pin);
            progress.added.put(pin, bundle);
            gate.ifPresent(it -> it.admit(bundle.getBundleId()));
        }
        wiring.refresh(olds);
        List<Bundle> coming = new ArrayList<>(olds);
        diff.added().forEach(it -> coming.add(steps.bundle(it)));
        coming.sort(Comparator.comparingInt(Steps::level));
        coming.forEach(it -> steps.start(it, patience.left()));
        Set<Bundle> looked = new HashSet<>(progress.touched);
        looked.addAll(coming);
        health.pass(looked, patience);
        handovers.restore(coming, progress.saved, patience.left());
    }

    private void stop(Bundle bundle, Progress progress, Patience patience) {
        progress.stopped.add(bundle);
        steps.stop(bundle, patience.left());
    }

    private void uninstall(Pin pin) {
        try {
            running.find(pin.id().key()).ifPresent(it -> steps.uninstall(pin, it, Patience.USUAL));
        } catch (FeatureException failed) {
            LOG.error("a bundle that is off stays behind: {}", failed.getMessage(), failed);
        }
    }
}
