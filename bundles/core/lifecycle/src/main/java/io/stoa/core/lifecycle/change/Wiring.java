package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks the framework who is wired to whom. Thread-safe. */
public final class Wiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext context;
    private final FrameworkWiring framework;

    /** Takes the context. */
    public Wiring(BundleContext context) {
        this.context = context;
        this.framework =
                Optional.ofNullable(context.getBundle(0).adapt(FrameworkWiring.class))
                        .orElseThrow();
    }

    /** Returns what would be refreshed, and thus stopped, with bundles: themselves at least. */
    public Set<Bundle> closure(Collection<Bundle> bundles) {
        return new HashSet<>(framework.getDependencyClosure(bundles));
    }

    /** Refreshes bundles, none of which is started, and waits for it. */
    void refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        framework.refreshBundles(List.copyOf(bundles), event -> done.countDown());
        try {
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FeatureException("the framework does not refresh " + bundles);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FeatureException("interrupted while bundles were refreshed", interrupted);
        }
    }

    boolean resolve(Collection<Bundle> bundles) {
        return framework.resolveBundles(List.copyOf(bundles));
    }

    /**
     * Says what a revision wants that nobody has.
     *
     * @param leaving bundles that do not count, for they will not be there
     */
    List<String> missing(BundleRevision revision, Set<Bundle> leaving) {
        List<String> missing = new ArrayList<>();
        for (BundleRequirement wanted : revision.getDeclaredRequirements(null)) {
            if (isNeeded(wanted) && capabilities(wanted, leaving).findAny().isEmpty()) {
                missing.add(described(wanted));
            }
        }
        return missing;
    }

    private static boolean isNeeded(BundleRequirement wanted) {
        String resolution = wanted.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        String effective = wanted.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE);
        return !Constants.RESOLUTION_OPTIONAL.equals(resolution)
                && !"dynamic".equals(resolution)
                && (effective == null || Constants.EFFECTIVE_RESOLVE.equals(effective));
    }

    private Stream<BundleCapability> capabilities(BundleRequirement wanted, Set<Bundle> leaving) {
        return Arrays.stream(context.getBundles())
                .filter(it -> !leaving.contains(it))
                .flatMap(it -> Optional.ofNullable(it.adapt(BundleRevision.class)).stream())
                .flatMap(it -> it.getDeclaredCapabilities(wanted.getNamespace()).stream())
                .filter(wanted::matches);
    }

    private static String described(BundleRequirement wanted) {
        String filter = wanted.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return wanted.getNamespace().equals(BundleRevision.PACKAGE_NAMESPACE)
                ? "package " + filter
                : wanted.getNamespace() + " " + filter;
    }
}
