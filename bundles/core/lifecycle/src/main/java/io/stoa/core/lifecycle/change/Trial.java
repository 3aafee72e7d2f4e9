package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Running.Installed;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks, before anything is touched, whether a change can work: the jars are the ones that were
 * pinned, there is a way back, and the framework can wire what comes. For that the new bundles are
 * installed beside those that run, and their classes loaded: as much as possible is done while
 * nobody waits yet.
 */
final class Trial {

    private final Steps steps;

    Trial(Steps steps) {
        this.steps = steps;
    }

    /**
     * Tries a change.
     *
     * @return the bundles that are to come, wired, none of them started
     * @throws FeatureException when it cannot work; nothing is left of it
     */
    List<Installed> of(Diff diff) {
        List<Pin> coming = new ArrayList<>(diff.added());
        diff.updated()
                .forEach(
                        it -> {
                            coming.add(it.after());
                            verify(it.before(), "without it there is no way back: put it there");
                        });
        coming.forEach(it -> verify(it, "copy it again, or install the one that is meant"));
        narrow(diff);
        List<Installed> tried = new ArrayList<>();
        boolean works = false;
        try {
            coming.forEach(it -> tried.add(new Installed(it, steps.spares().put(it))));
            wire(tried, leaving(diff));
            works = true;
        } finally {
            if (!works) {
                tried.forEach(it -> uninstall(it.bundle()));
            }
        }
        tried.forEach(it -> Preload.classesOf(it.bundle()));
        return tried;
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
        Set<Bundle> wider = steps.wiring().closure(changing);
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
        diff.removed().forEach(it -> steps.running().find(it.id().key()).ifPresent(leaving::add));
        diff.updated()
                .forEach(
                        it -> steps.running().find(it.before().id().key()).ifPresent(leaving::add));
        return leaving;
    }

    private void wire(List<Installed> tried, Set<Bundle> leaving) {
        for (Installed it : tried) {
            alone(it, leaving);
            List<String> missing =
                    Optional.ofNullable(it.bundle().adapt(BundleRevision.class))
                            .map(revision -> steps.wiring().missing(revision, leaving))
                            .orElse(List.of());
            if (!missing.isEmpty()) {
                throw new FeatureException(
                        it.bundle().getSymbolicName()
                                + " cannot be wired: nobody provides "
                                + String.join(", ", missing)
                                + "; add the bundle that does to the feature, or build it"
                                + " against this server's api");
            }
        }
        if (!steps.wiring().resolve(tried.stream().map(Installed::bundle).toList())) {
            throw new FeatureException(
                    tried.stream().map(it -> it.pin().id()).toList()
                            + " cannot be wired together; the log says why");
        }
    }

    /** Two features must not bring a bundle of one name: each would be taken for the other. */
    private void alone(Installed tried, Set<Bundle> leaving) {
        String name = String.valueOf(tried.bundle().getSymbolicName());
        Optional<Installed> other =
                steps.running()
                        .named(name)
                        .filter(it -> !it.pin().id().key().equals(tried.pin().id().key()))
                        .filter(it -> !leaving.contains(it.bundle()));
        if (other.isPresent()) {
            throw new FeatureException(
                    tried.pin().id()
                            + " is the bundle "
                            + name
                            + ", which is there already as "
                            + other.get().pin().id()
                            + " of feature "
                            + other.get().pin().features()
                            + "; update that one instead");
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
