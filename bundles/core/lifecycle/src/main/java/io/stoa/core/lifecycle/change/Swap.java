package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.change.Running.Installed;
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
import java.util.stream.Collectors;

/**
 * Makes a change while stanzas flow, or leaves everything as it was. What can be done before is
 * done before ({@link Trial}): what comes is installed beside what runs, wired and loaded. Then the
 * gate is closed before what is replaced, its state is taken out, it is stopped, its successor
 * started, looked at ({@link HealthGate}) and given the state; then the gate opens, and what was
 * replaced is taken away. When a step fails, what was before is started again, gets its state back
 * and serves whoever waits at the gate. Used by one thread at a time.
 */
public final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final Components components;
    private final Handovers handovers;
    private final HealthGate health;
    private final Steps steps;

    /** Takes what it works with. */
    public Swap(BundleContext context, Running running, Components components) {
        this.components = components;
        this.handovers = new Handovers(context);
        this.health = new HealthGate(context, components);
        Wiring wiring = new Wiring(context);
        Set<Bundle> stuck = ConcurrentHashMap.newKeySet();
        this.steps = new Steps(running, wiring, stuck, new Spares(context, wiring));
    }

    /**
     * Makes a change.
     *
     * @param gates closes the gate, if there is somebody who can
     * @throws FeatureException when it was refused before anything was touched
     */
    public Outcome run(Diff diff, Optional<Gates> gates) {
        long begin = System.nanoTime();
        Progress progress = new Progress(new Trial(steps).of(diff));
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
            progress.stopped.forEach(it -> clear(it, diff.removed().contains(it.pin())));
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
        List<Pin> olds = diff.updated().stream().map(Replaced::before).toList();
        handovers.save(olds.stream().map(steps::bundle).toList(), progress.saved, patience.left());
        diff.removed().forEach(it -> stop(it, progress, patience));
        olds.reversed().forEach(it -> stop(it, progress, patience));
        Set<Bundle> looked = new HashSet<>(progress.touched);
        progress.stopped.forEach(it -> forget(it, looked));
        disentangle(progress);
        List<Bundle> coming = new ArrayList<>();
        for (Installed it : progress.came) {
            steps.running().put(it.pin(), it.bundle());
            gate.ifPresent(closed -> closed.admit(it.bundle().getBundleId()));
            coming.add(it.bundle());
        }
        coming.sort(Comparator.comparingInt(Steps::level));
        coming.forEach(it -> steps.start(it, patience.left()));
        looked.addAll(coming);
        health.pass(looked, patience);
        handovers.restore(coming, progress.saved, patience.left());
    }

    private void stop(Pin pin, Progress progress, Patience patience) {
        Bundle bundle = steps.bundle(pin);
        progress.stopped.add(new Installed(pin, bundle));
        steps.stop(bundle, patience.left());
    }

    private void forget(Installed gone, Set<Bundle> looked) {
        looked.remove(gone.bundle());
        steps.running().remove(gone.pin());
    }

    /** What is wired to what it replaces would restart when that is taken away: so that is now. */
    private void disentangle(Progress progress) {
        List<Bundle> gone = progress.stopped.stream().map(Installed::bundle).toList();
        Set<Bundle> entangled = steps.wiring().closure(gone);
        if (progress.came.stream().map(Installed::bundle).anyMatch(entangled::contains)) {
            gone.forEach(it -> steps.uninstall(it, Patience.USUAL));
        }
    }

    /** Nobody waits any more: what was stopped goes, but its place stays for the next version. */
    private void clear(Installed gone, boolean forEver) {
        try {
            boolean there = gone.bundle().getState() != Bundle.UNINSTALLED;
            if (forEver || !there || !steps.spares().keep(gone.pin(), gone.bundle())) {
                uninstall(gone.bundle());
            }
            if (forEver) {
                steps.spares().take(gone.pin()).ifPresent(this::uninstall);
            }
        } catch (FeatureException failed) {
            LOG.error("a bundle that is off stays behind: {}", failed.getMessage(), failed);
        }
    }

    private void uninstall(Bundle bundle) {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            steps.uninstall(bundle, Patience.USUAL);
        }
    }
}
