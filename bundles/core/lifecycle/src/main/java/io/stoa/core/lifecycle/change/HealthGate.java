package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.lifecycle.HealthCheck;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says whether what was started works: every component satisfied and, when used, made; every
 * service registered; every {@link HealthCheck} without trouble. Waits for what waits, but not for
 * what has failed.
 */
final class HealthGate {

    private static final long POLL_MILLIS = 10;

    private final BundleContext context;
    private final Components components;

    HealthGate(BundleContext context, Components components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Waits until bundles work.
     *
     * @throws FeatureException when they do not
     */
    void pass(Collection<Bundle> bundles, Patience patience) {
        long end = System.nanoTime() + patience.left().toNanos();
        Components.State state = components.stateAtAGlance(bundles);
        while (!state.works() && state.failed().isEmpty() && System.nanoTime() < end) {
            pause();
            state = components.stateAtAGlance(bundles);
        }
        if (!state.works()) {
            throw new FeatureException(state.words());
        }
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        List<String> troubles = Bounded.run("the health check", left, () -> troubles(bundles));
        if (!troubles.isEmpty()) {
            throw new FeatureException(String.join("; ", troubles));
        }
    }

    private List<String> troubles(Collection<Bundle> bundles) {
        List<String> troubles = new ArrayList<>(components.touch(bundles));
        if (!troubles.isEmpty()) {
            String why = components.state(bundles).words();
            return why.isEmpty() ? troubles : List.of(why);
        }
        for (Bundle bundle : bundles) {
            for (ServiceReference<?> reference : Components.services(bundle)) {
                if (isCheck(reference)) {
                    trouble(reference).ifPresent(troubles::add);
                }
            }
        }
        return troubles;
    }

    private static boolean isCheck(ServiceReference<?> reference) {
        return reference.getProperty("objectClass") instanceof String[] types
                && Arrays.asList(types).contains(HealthCheck.class.getName());
    }

    private Optional<String> trouble(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        try {
            return service instanceof HealthCheck check ? check.trouble() : Optional.empty();
        } finally {
            context.ungetService(reference);
        }
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts it down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FeatureException("interrupted while bundles were looked at", interrupted);
        }
    }
}
