package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.lifecycle.Handover;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Takes state out of bundles and gives it to those that follow them. */
final class Handovers {

    private final BundleContext context;

    Handovers(BundleContext context) {
        this.context = context;
    }

    /** Takes the state out of bundles, by name. */
    void save(Collection<Bundle> bundles, Map<String, Object> saved, Duration patience) {
        Bounded.run(
                "the state of the predecessor is not handed over",
                patience,
                () -> {
                    each(bundles, it -> saved.put(it.name(), it.save()));
                    return true;
                });
    }

    /** Gives state to bundles; what nobody asks for is let go. */
    void restore(Collection<Bundle> bundles, Map<String, Object> saved, Duration patience) {
        if (saved.isEmpty()) {
            return;
        }
        Bounded.run(
                "the state of the predecessor is not taken over",
                patience,
                () -> {
                    each(bundles, it -> restore(it, saved));
                    return true;
                });
    }

    private static void restore(Handover handover, Map<String, Object> saved) {
        Object state = saved.get(handover.name());
        if (state != null) {
            handover.restore(state);
        }
    }

    private interface Step {
        void with(Handover handover);
    }

    private void each(Collection<Bundle> bundles, Step step) {
        for (Bundle bundle : bundles) {
            for (ServiceReference<?> reference : Components.services(bundle)) {
                if (isHandover(reference)) {
                    with(bundle, reference, step);
                }
            }
        }
    }

    private void with(Bundle bundle, ServiceReference<?> reference, Step step) {
        try {
            if (!(context.getService(reference) instanceof Handover handover)) {
                throw new FeatureException(
                        bundle.getSymbolicName() + " has a Handover that cannot be made");
            }
            step.with(handover);
        } finally {
            context.ungetService(reference);
        }
    }

    private static boolean isHandover(ServiceReference<?> reference) {
        return reference.getProperty("objectClass") instanceof String[] types
                && Arrays.asList(types).contains(Handover.class.getName());
    }
}
