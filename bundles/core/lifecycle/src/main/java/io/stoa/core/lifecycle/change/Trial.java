package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks, before anything is touched, whether a change can work: the jars are the ones that were
 * pinned, there is a way back, and the framework can wire what comes. For that the new bundles are
 * installed for a moment, and never started.
 */
final class Trial {

    private final BundleContext context;
    private final Running running;
    private final Wiring wiring;

    Trial(BundleContext context, Running running, Wiring wiring) {
        this.context = context;
        this.running = running;
        this.wiring = wiring;
    }

    /**
     * Tries a change.
     *
     * @throws FeatureException when it cannot work
     */
    void of(Diff diff) {
        List<Pin> coming = new ArrayList<>(diff.added());
        diff.updated()
                .forEach(
                        it -> {
                            coming.add(it.after());
                            verify(it.before(), "without it there is no way back: put it there");
                        });
        coming.forEach(it -> verify(it, "copy it again, or install the one that is meant"));
        narrow(diff);
        Map<Pin, Bundle> tried = new LinkedHashMap<>();
        try {
            coming.forEach(it -> tried.put(it, install(it)));
            wire(tried, leaving(diff));
        } finally {
            tried.values().forEach(Trial::uninstall);
        }
    }

    private static void verify(Pin pin, String remedy) {
        try {
            if (!Sha256.of(pin.file()).equals(pin.sha256())) {
                throw new FeatureException(
                        pin.file()
                                + " is not the jar that was pinned: its SHA-256 differs from the"
                                + " lock file's; "
                                + remedy);
            }
        } catch (IOException failure) {
            throw new FeatureException(
                    pin.file() + " cannot be read (" + failure + "); " + remedy, failure);
        }
    }

    /** Whoever is wired to something that changes would be restarted with it. */
    private void narrow(Diff diff) {
        Set<Bundle> changing = leaving(diff);
        Set<Bundle> wider = wiring.closure(changing);
        wider.removeAll(changing);
        if (!wider.isEmpty()) {
            throw new FeatureException(
                    "others are wired to what would change, "
                            + names(changing)
                            + ", and would restart with it: "
                            + names(wider)
                            + "; install a new distribution and restart the server instead");
        }
    }

    private static List<String> names(Set<Bundle> bundles) {
        return bundles.stream()
                .map(it -> it.getSymbolicName() + " " + it.getVersion())
                .sorted()
                .toList();
    }

    private Set<Bundle> leaving(Diff diff) {
        Set<Bundle> leaving = new HashSet<>();
        diff.removed().forEach(it -> running.find(it.id().key()).ifPresent(leaving::add));
        diff.updated().forEach(it -> running.find(it.before().id().key()).ifPresent(leaving::add));
        return leaving;
    }

    private Bundle install(Pin pin) {
        try (InputStream in = Files.newInputStream(pin.file())) {
            return context.installBundle("trial:" + pin.sha256(), in);
        } catch (IOException | BundleException failure) {
            throw new FeatureException(
                    pin.file().getFileName() + " cannot be installed: " + Words.of(failure),
                    failure);
        }
    }

    private void wire(Map<Pin, Bundle> tried, Set<Bundle> leaving) {
        tried.forEach(
                (pin, bundle) -> {
                    String name = String.valueOf(bundle.getSymbolicName());
                    Optional<Running.Installed> other =
                            running.named(name)
                                    .filter(it -> !it.pin().id().key().equals(pin.id().key()));
                    if (other.isPresent() && !leaving.contains(other.get().bundle())) {
                        throw new FeatureException(
                                pin.id()
                                        + " is the bundle "
                                        + name
                                        + ", which is there already as "
                                        + other.get().pin().id()
                                        + " of feature "
                                        + other.get().pin().features()
                                        + "; update that one instead");
                    }
                    List<String> missing =
                            Optional.ofNullable(bundle.adapt(BundleRevision.class))
                                    .map(it -> wiring.missing(it, leaving))
                                    .orElse(List.of());
                    if (!missing.isEmpty()) {
                        throw new FeatureException(
                                name
                                        + " cannot be wired: nobody provides "
                                        + String.join(", ", missing)
                                        + "; add the bundle that does to the feature, or build it"
                                        + " against this server's api");
                    }
                });
        if (!wiring.resolve(tried.values())) {
            throw new FeatureException(
                    tried.keySet().stream().map(Pin::id).toList()
                            + " cannot be wired together; the log says why");
        }
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException failure) {
            throw new FeatureException("a trial cannot be ended: " + Words.of(failure), failure);
        }
    }
}
