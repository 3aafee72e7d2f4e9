package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Running.Installed;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Gates;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    WayBack(Steps steps, Handovers handovers, Optional<Gates> gates, Optional<Gate> gate) {
        this.steps = steps;
        this.handovers = handovers;
        this.gates = gates;
        this.gate = gate;
    }

    /** Every step is tried, whatever became of the one before. */
    void go(Progress progress) {
        progress.came.forEach(this::takeAway);
        List<Bundle> back = new ArrayList<>();
        for (Installed before : progress.stopped.reversed()) {
            progress.touched.remove(before.bundle());
            attempt(() -> back.add(place(before)));
        }
        // all are there before one starts, for one may need another
        back.forEach(it -> attempt(() -> steps.start(it, Patience.USUAL)));
        progress.touched.addAll(back);
        attempt(() -> handovers.restore(progress.touched, progress.saved, Patience.USUAL));
    }

    private void takeAway(Installed came) {
        steps.running().of(came.bundle()).ifPresent(it -> steps.running().remove(it.pin()));
        attempt(() -> steps.stop(came.bundle(), LESS));
        if (!steps.atRest(came.bundle()) || !attempt(() -> steps.uninstall(came.bundle(), LESS))) {
            bar(came.bundle());
        }
    }

    /** What was told to stop and has not done so cannot be started; its like can. */
    private Bundle place(Installed before) {
        Bundle bundle = before.bundle();
        if (!steps.atRest(bundle)) {
            bar(bundle);
            bundle = steps.spares().put(before.pin());
        }
        Bundle back = bundle;
        steps.running().put(before.pin(), back);
        gate.ifPresent(it -> it.admit(back.getBundleId()));
        return back;
    }

    private void bar(Bundle stuck) {
        if (stuck.getState() == Bundle.UNINSTALLED) {
            return;
        }
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
