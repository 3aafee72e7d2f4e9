package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Gates;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is on its way back has been waited for before, and callers wait at the gate. */
    private static final Duration LESS = Duration.ofSeconds(1);

    private final BundleContext context;
    private final Running running;
    private final Components components;
    private final Wiring wiring;
    private final Handovers handovers;
    private final HealthGate health;

    /** Takes what it works with. */
    public Swap(BundleContext context, Running running, Components components) {
        this.context = context;
        this.running = running;
        this.components = components;
        this.wiring = new Wiring(context);
        this.handovers = new Handovers(context);
        this.health = new HealthGate(context, components, PATIENCE);
    }

    /** What was done so far, for the way back. */
    private static final class Progress {
        private final List<Bundle> stopped = new ArrayList<>();
        private final List<Replaced> replaced = new ArrayList<>();
        private final Map<Pin, Bundle> added = new HashMap<>();
        private final Map<String, Object> saved = new HashMap<>();
        private final Set<Bundle> touched = new HashSet<>();
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
        diff.updated().forEach(it -> progress.touched.add(bundle(it.before())));
        progress.touched.addAll(components.affected(progress.touched));
        Optional<Gate> gate = close(progress.touched, gates);
        Optional<String> failure = Optional.empty();
        Gate.Passed passed = Outcome.NO_GATE;
        try {
            replace(diff, gate, progress);
        } catch (FeatureException failed) {
            LOG.warn("a change is taken back: {}", failed.getMessage(), failed);
            failure = Optional.of(failed.getMessage());
            goBack(progress);
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

    private Bundle bundle(Pin pin) {
        return running.find(pin.id().key())
                .orElseThrow(() -> new FeatureException(pin.id() + " is not installed"));
    }

    private void replace(Diff diff, Optional<Gate> gate, Progress progress) {
        List<Bundle> olds = diff.updated().stream().map(it -> bundle(it.before())).toList();
        handovers.save(olds, progress.saved);
        for (Pin pin : diff.removed()) {
            stop(bundle(pin), progress);
        }
        for (Bundle old : olds.reversed()) {
            stop(old, progress);
        }
        for (Replaced pair : diff.updated()) {
            progress.replaced.add(pair);
            update(bundle(pair.before()), pair.after());
        }
        for (Pin pin : diff.added()) {
            Bundle bundle = install(pin);
            progress.added.put(pin, bundle);
            gate.ifPresent(it -> it.admit(bundle.getBundleId()));
        }
        wiring.refresh(olds);
        List<Bundle> coming = new ArrayList<>(olds);
        diff.added().forEach(it -> coming.add(bundle(it)));
        coming.sort(Comparator.comparingInt(Swap::level));
        coming.forEach(Swap::start);
        Set<Bundle> looked = new HashSet<>(progress.touched);
        looked.addAll(coming);
        health.pass(looked);
        handovers.restore(coming, progress.saved);
    }

    private static int level(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                .map(BundleStartLevel::getStartLevel)
                .orElse(0);
    }

    private static void stop(Bundle bundle, Progress progress) {
        progress.stopped.add(bundle);
        stop(bundle, PATIENCE);
    }

    private static void stop(Bundle bundle, Duration patience) {
        bounded(bundle.getSymbolicName() + " does not stop", patience, bundle::stop);
    }

    private static void start(Bundle bundle) {
        bounded(bundle.getSymbolicName() + " does not start", PATIENCE, bundle::start);
    }

    private interface Step {
        void run() throws BundleException;
    }

    private static void bounded(String what, Duration patience, Step step) {
        Bounded.run(
                what,
                patience,
                () -> {
                    step.run();
                    return true;
                });
    }

    private void update(Bundle bundle, Pin pin) {
        try (InputStream in = Files.newInputStream(pin.file())) {
            // one that could not be stopped is stopped by its update, or not at all
            bounded(pin.id() + " cannot be put in place", PATIENCE, () -> bundle.update(in));
            running.put(pin, bundle);
        } catch (IOException failure) {
            throw new FeatureException(
                    pin.id() + " cannot be put in place: " + Words.of(failure), failure);
        }
    }

    private Bundle install(Pin pin) {
        try {
            Bundle bundle = context.installBundle(pin.location());
            Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                    .ifPresent(it -> it.setStartLevel(pin.level()));
            running.put(pin, bundle);
            return bundle;
        } catch (BundleException failure) {
            throw new FeatureException(
                    pin.id() + " cannot be installed: " + Words.of(failure), failure);
        }
    }

    private void uninstall(Pin pin) {
        running.find(pin.id().key()).ifPresent(it -> uninstall(pin, it));
    }

    private void uninstall(Pin pin, Bundle bundle) {
        attempt(
                () -> {
                    bounded(pin.id() + " cannot be uninstalled", PATIENCE, bundle::uninstall);
                    running.remove(pin);
                    wiring.refresh(List.of(bundle));
                });
    }

    /** Every step is tried, whatever became of the one before. */
    private void goBack(Progress progress) {
        progress.added.forEach((pin, bundle) -> attempt(() -> stop(bundle, LESS)));
        progress.added.forEach(this::uninstall);
        List<Bundle> renewed = new ArrayList<>();
        for (Replaced pair : progress.replaced.reversed()) {
            Bundle bundle = bundle(pair.before());
            renewed.add(bundle);
            attempt(() -> stop(bundle, LESS));
            attempt(() -> update(bundle, pair.before()));
        }
        attempt(() -> wiring.refresh(renewed));
        progress.stopped.reversed().forEach(it -> attempt(() -> start(it)));
        attempt(() -> handovers.restore(progress.touched, progress.saved));
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (FeatureException failed) {
            LOG.error("on the way back: {}", failed.getMessage(), failed);
        }
    }
}
