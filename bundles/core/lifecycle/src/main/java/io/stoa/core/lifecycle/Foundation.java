package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.change.Components;
import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Refuses what would be replaced under the feet of everybody. Stateless.
 *
 * <p>A bundle of core that others of core need takes them along, and nearly every feature with
 * them; whoever is being served then may hold what is stopped, and the way back needs what is gone.
 * So only those are replaced live that core itself can do without.
 */
final class Foundation {

    /** They make the change, and tell of it. */
    private static final Set<String> HANDS =
            Set.of("io.stoa.core.lifecycle", "io.stoa.admin.control");

    private Foundation() {}

    /**
     * Looks at what is to go.
     *
     * @throws FeatureException when core stands on it
     */
    static void check(Diff diff, Running running, Components components) {
        check(
                diff,
                pin ->
                        components.affected(bundles(pin, running)).stream()
                                .filter(it -> ofCore(it, running))
                                .map(Bundle::getSymbolicName)
                                .toList());
    }

    private static Set<Bundle> bundles(Pin pin, Running running) {
        return Set.copyOf(running.find(pin.id().key()).stream().toList());
    }

    private static boolean ofCore(Bundle bundle, Running running) {
        return running.of(bundle).map(it -> isCore(it.pin())).orElse(false);
    }

    private static boolean isCore(Pin pin) {
        return pin.features().contains(Feature.CORE);
    }

    static void check(Diff diff, Function<Pin, Collection<String>> needers) {
        Stream.concat(diff.removed().stream(), diff.updated().stream().map(Diff.Replaced::before))
                .filter(Foundation::isCore)
                .forEach(it -> check(it, needers));
    }

    private static void check(Pin pin, Function<Pin, Collection<String>> needers) {
        String name = pin.id().artifact();
        if (HANDS.contains(name)) {
            throw refused(name + " makes this change itself");
        }
        List<String> others = List.copyOf(new TreeSet<>(needers.apply(pin)));
        if (!others.isEmpty()) {
            throw refused("core stands on " + name + ": " + String.join(", ", others) + " need it");
        }
    }

    private static FeatureException refused(String why) {
        return new FeatureException(why + "; install a new distribution and restart the server");
    }
}
