package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done to bundles, each no longer than it may take. Thread-safe.
 *
 * @param running the bundles that are there
 * @param wiring refreshes
 * @param stuck the bundles in which a thread was left behind
 * @param spares where bundles are put
 */
record Steps(Running running, Wiring wiring, Set<Bundle> stuck, Spares spares) {

    private interface Step {
        void run() throws BundleException;
    }

    private void bounded(Bundle bundle, String what, Duration patience, Step step) {
        try {
            Bounded.run(
                    what,
                    patience,
                    () -> {
                        step.run();
                        return true;
                    });
        } catch (FeatureException failure) {
            if (Bounded.leftBehind(failure)) {
                stuck.add(bundle);
            }
            throw failure;
        }
    }

    /**
     * Tells whether a bundle may be put to use again. While a thread is left behind in it the
     * component runtime is half way between two of its states.
     */
    boolean atRest(Bundle bundle) {
        return !stuck.contains(bundle)
                && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0;
    }

    Bundle bundle(Pin pin) {
        return running.find(pin.id().key())
                .orElseThrow(() -> new FeatureException(pin.id() + " is not installed"));
    }

    static int level(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                .map(BundleStartLevel::getStartLevel)
                .orElse(0);
    }

    void stop(Bundle bundle, Duration patience) {
        bounded(
                bundle,
                bundle.getSymbolicName() + " does not stop",
                patience,
                () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    /** The lock file says what runs: the framework need not write it down while callers wait. */
    void start(Bundle bundle, Duration patience) {
        bounded(
                bundle,
                bundle.getSymbolicName() + " does not start",
                patience,
                () -> bundle.start(Bundle.START_TRANSIENT));
    }

    /** Takes a bundle away that is not {@link Running} any more. */
    void uninstall(Bundle bundle, Duration patience) {
        bounded(
                bundle,
                bundle.getSymbolicName() + " cannot be uninstalled",
                patience,
                bundle::uninstall);
        wiring.refresh(List.of(bundle));
    }
}
