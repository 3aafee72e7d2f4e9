package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Gates;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings back what was before a change, while callers wait at the gate. A bundle that hangs is not
 * waited for: nobody is let into it any more, what was before is installed beside it, and it is
 * taken away whenever it can be. For one change.
 */
final class WayBack {

    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    /** So long a bundle is waited for that has just shown that it does not work. */
    private static final Duration LESS = Duration.ofMillis(500);

    private final Steps steps;
    private final Handovers handovers;
    private final Optional<Gates> gates;
    private final Optional<Gate> gate;

    // by the bundle that hangs, who serves in its place
    private final Map<Bundle, Bundle> instead = new HashMap<>();

    WayBack(Steps steps, Handovers handovers, Optional<Gates> gates, Optional<Gate> gate) {
        this.steps = steps;
        this.handovers = handovers;
        this.gates = gates;
        this.gate = gate;
    }

    /** Every step is tried, whatever became of the one before. */
    void go(Progress progress) {
        progress.added.forEach(this::takeAway);
        List<Bundle> renewed = new ArrayList<>();
        for (Replaced pair : progress.replaced.reversed()) {
            Bundle bundle = steps.bundle(pair.before());
            if (leaves(bundle) && attempt(() -> steps.update(bundle, pair.before(), LESS))) {
                renewed.add(bundle);
            } else {
                attempt(() -> beside(pair.before(), bundle));
            }
        }
        for (Bundle bundle : progress.stopped) {
            // its version has not changed, but it was told to stop and has not done so
            if (!instead.containsKey(bundle) && !steps.atRest(bundle)) {
                steps.running().of(bundle).ifPresent(it -> attempt(() -> beside(it.pin(), bundle)));
            }
        }
        attempt(() -> steps.wiring().refresh(renewed));
        progress.stopped.reversed().stream()
                .map(it -> instead.getOrDefault(it, it))
                .forEach(it -> attempt(() -> steps.start(it, Patience.USUAL)));
        progress.touched.addAll(instead.values());
        progress.touched.removeAll(instead.keySet());
        attempt(() -> handovers.restore(progress.touched, progress.saved, Patience.USUAL));
    }

    private void takeAway(Pin pin, Bundle bundle) {
        if (!leaves(bundle) || !attempt(() -> steps.uninstall(pin, bundle, LESS))) {
            bar(bundle);
            steps.running().remove(pin);
        }
    }

    private boolean leaves(Bundle bundle) {
        attempt(() -> steps.stop(bundle, LESS));
        return steps.atRest(bundle);
    }

    private void beside(Pin pin, Bundle stuck) {
        bar(stuck);
        Bundle bundle = steps.beside(pin);
        gate.ifPresent(it -> it.admit(bundle.getBundleId()));
        instead.put(stuck, bundle);
    }

    private void bar(Bundle stuck) {
        LOG.error("{} hangs and is left behind; it is taken away when it lets go", stuck);
        gates.ifPresent(it -> it.bar(stuck.getBundleId()));
        Thread.ofPlatform().daemon().name("stoa-lifecycle").start(() -> remove(stuck));
    }

    /** Waits for a bundle that hangs, for ever if need be. */
    private void remove(Bundle stuck) {
        try {
            stuck.uninstall();
            steps.stuck().remove(stuck);
            steps.wiring().refresh(List.of(stuck));
        } catch (BundleException | FeatureException failure) {
            LOG.error("{} cannot be taken away", stuck, failure);
        }
    }

    private static boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (FeatureException failed) {
            LOG.error("on the way back: {}", failed.getMessage(), failed);
            return false;
        }
    }
}
