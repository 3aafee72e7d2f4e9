package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is done to bundles, each no longer than it may take. Thread-safe.
 *
 * @param context installs
 * @param running the bundles that are there
 * @param wiring refreshes
 * @param stuck the bundles in which a thread was left behind
 * @param again numbers the bundles that are installed beside others
 */
record Steps(
        BundleContext context,
        Running running,
        Wiring wiring,
        Set<Bundle> stuck,
        AtomicLong again) {

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
        bounded(bundle, bundle.getSymbolicName() + " does not stop", patience, bundle::stop);
    }

    void start(Bundle bundle, Duration patience) {
        bounded(bundle, bundle.getSymbolicName() + " does not start", patience, bundle::start);
    }

    void update(Bundle bundle, Pin pin, Duration patience) {
        try (InputStream in = Files.newInputStream(pin.file())) {
            // one that could not be stopped is stopped by its update, or not at all
            bounded(
                    bundle,
                    pin.id() + " cannot be put in place",
                    patience,
                    () -> bundle.update(in));
            running.put(pin, bundle);
        } catch (IOException failure) {
            throw new FeatureException(
                    pin.id() + " cannot be put in place: " + Words.of(failure), failure);
        }
    }

    Bundle install(Pin pin) {
        try {
            return installed(pin, context.installBundle(pin.location()));
        } catch (BundleException failure) {
            throw new FeatureException(
                    pin.id() + " cannot be installed: " + Words.of(failure), failure);
        }
    }

    /** Installs a bundle beside another of the same name that cannot be moved. */
    Bundle beside(Pin pin) {
        String location = "again:" + again.incrementAndGet() + ":" + pin.location();
        try (InputStream in = Files.newInputStream(pin.file())) {
            return installed(pin, context.installBundle(location, in));
        } catch (IOException | BundleException failure) {
            throw new FeatureException(
                    pin.id() + " cannot be installed once more: " + Words.of(failure), failure);
        }
    }

    private Bundle installed(Pin pin, Bundle bundle) {
        Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                .ifPresent(it -> it.setStartLevel(pin.level()));
        running.put(pin, bundle);
        return bundle;
    }

    void uninstall(Pin pin, Bundle bundle, Duration patience) {
        bounded(bundle, pin.id() + " cannot be uninstalled", patience, bundle::uninstall);
        running.remove(pin);
        wiring.refresh(List.of(bundle));
    }
}
