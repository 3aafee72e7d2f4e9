package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The places in which successors are put while their predecessors serve. What was replaced leaves
 * its place to the next version, for Felix keeps something of every bundle that was ever
 * uninstalled: two places are taken in turn, however often a feature is updated. Thread-safe.
 */
final class Spares {

    private final BundleContext context;
    private final Wiring wiring;
    private final AtomicLong next = new AtomicLong();
    private final ConcurrentMap<String, Bundle> free = new ConcurrentHashMap<>();

    Spares(BundleContext context, Wiring wiring) {
        this.context = context;
        this.wiring = wiring;
    }

    /** Puts a bundle in place, be there another of its name or not. It is not started. */
    Bundle put(Pin pin) {
        try (InputStream in = Files.newInputStream(pin.file())) {
            Bundle bundle = free.remove(pin.id().key());
            if (bundle == null) {
                String location = "next:" + next.incrementAndGet() + ":" + pin.location();
                bundle = context.installBundle(location, in);
            } else {
                bundle.update(in);
            }
            Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                    .ifPresent(it -> it.setStartLevel(pin.level()));
            return bundle;
        } catch (IOException | BundleException failure) {
            throw new FeatureException(
                    pin.file().getFileName() + " cannot be installed: " + Words.of(failure),
                    failure);
        }
    }

    /**
     * Keeps the place of a bundle that was stopped, and lets go of what was loaded.
     *
     * @return false when the place is of no use: others could be wired to what is in it
     */
    boolean keep(Pin pin, Bundle bundle) {
        if (exports(bundle) || free.putIfAbsent(pin.id().key(), bundle) != null) {
            return false;
        }
        neverAgain(bundle);
        wiring.refresh(List.of(bundle));
        return true;
    }

    /** Whoever was started by Boot is stopped for the moment only, as far as Felix knows. */
    private static void neverAgain(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException failure) {
            throw new FeatureException(
                    bundle.getSymbolicName() + " does not stay away: " + Words.of(failure),
                    failure);
        }
    }

    /** Takes away the place that is free, if there is one, with what was there last. */
    Optional<Bundle> take(Pin pin) {
        return Optional.ofNullable(free.remove(pin.id().key()));
    }

    private static boolean exports(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleRevision.class))
                .map(it -> it.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE))
                .filter(it -> !it.isEmpty())
                .isPresent();
    }
}
