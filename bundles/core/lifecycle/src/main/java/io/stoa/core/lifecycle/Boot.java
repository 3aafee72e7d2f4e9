package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Place;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Desired;
import io.stoa.core.lifecycle.store.Durable;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.core.lifecycle.store.Store;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Installs, in one pass and before the first of them starts, what the administrator wants to run.
 * The launcher has installed the feature {@code core}, of which this is a part. Every jar is held
 * to its SHA-256: an altered one of core ends the start, an altered one of a feature leaves that
 * feature out, visibly. So does one that the policy does not let run; the policy is known when
 * core/config, which needs to see all bundles, has read the files. Thread-safe once it is made.
 */
@Component(service = Boot.class, immediate = true)
public final class Boot {

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    /** The start level of core/config. */
    private static final int FILES_ARE_READ = 30;

    private static final Comparator<Pin> BY_LEVEL =
            Comparator.comparingInt(Pin::level).thenComparing(it -> it.id().toString());

    private final BundleContext context;
    private final Configurations configurations;
    private final Store store;
    private final Running running = new Running();
    private final Set<String> complaints = new ConcurrentSkipListSet<>();
    private final Set<String> leftOut = new ConcurrentSkipListSet<>();

    /** Installs. */
    @Activate
    public Boot(BundleContext context, @Reference(policyOption = GREEDY) ConfigurationAdmin admin) {
        this.context = context;
        this.configurations = new Configurations(admin);
        this.store =
                new Store(
                        Path.of(property(context, "stoa.home", ".")),
                        Path.of(property(context, "stoa.data", "data")),
                        Place.of(property(context, "stoa.place", "")).orElse(Place.SERVER));
        try {
            Durable.deleteAll(store.unpacked());
            List<Feature> wanted = wanted(store.catalogue(this::complain), store.desired());
            configurations.apply(wanted);
            List<Pin> pins = pins(wanted);
            makeRoom(pins);
            install(pins);
            pins.stream().filter(this::isBeforeTheFiles).forEach(this::start);
            admitted(wanted).forEach(this::start);
            store.lock(running.pins().values());
        } catch (FeatureException refused) {
            Launcher.refuse(context, refused.getMessage());
        } catch (IOException failure) {
            Launcher.refuse(context, "cannot write the lock file: " + failure);
        }
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    Configurations configurations() {
        return configurations;
    }

    Store store() {
        return store;
    }

    Running running() {
        return running;
    }

    /** Returns what is said about features that were to run and do not. */
    Set<String> complaints() {
        return complaints;
    }

    /** Returns the names of features that were to run and do not, or not as it was wanted. */
    Set<String> leftOut() {
        return leftOut;
    }

    /** Takes note that a feature is as it is wanted now. */
    void mended(String feature) {
        if (leftOut.remove(feature)) {
            complaints.removeIf(it -> it.startsWith(prefix(feature)));
        }
    }

    private void complain(String what) {
        LOG.error("{}", what);
        complaints.add(what);
    }

    private void leaveOut(Feature feature, String why) {
        leftOut.add(feature.name());
        complain(prefix(feature.name()) + why);
    }

    private static String prefix(String feature) {
        return "feature " + feature + " is left out: ";
    }

    /** The launcher has installed the distribution's core: what of it was updated has its place. */
    private void makeRoom(List<Pin> pins) {
        Feature core = store.catalogue(LOG::debug).shipped().get(Feature.CORE);
        pins.stream()
                .filter(it -> it.features().contains(Feature.CORE) && !store.isShipped(it))
                .flatMap(
                        it -> core == null ? Stream.of() : core.bundle(it.id().artifact()).stream())
                .map(it -> at(store.shipped(it)))
                .filter(Objects::nonNull)
                .forEach(this::uninstall);
    }

    /** What core/config stands on, and itself: the framework starts it here and now. */
    private boolean isBeforeTheFiles(Pin pin) {
        return pin.level() <= FILES_ARE_READ && pin.features().contains(Feature.CORE);
    }

    /**
     * Leaves out what may not run: a feature with such a bundle goes back to the distribution's
     * version, where there is one.
     *
     * @return everything that is to run, in the order of the levels
     */
    private List<Pin> admitted(List<Feature> wanted) {
        Trust trust = Rules.trust(configurations.of(Rules.PID), store.data());
        List<Feature> good = new ArrayList<>();
        for (Feature feature : wanted) {
            trusted(feature, trust).or(() -> shipped(feature, good)).ifPresent(good::add);
        }
        if (good.equals(wanted)) {
            return pins(wanted);
        }
        Diff diff = Diff.between(running.pins(), store.pins(good, Map.of()));
        diff.removed().forEach(this::uninstall);
        diff.updated().forEach(it -> uninstall(it.before()));
        List<Pin> pins = pins(good);
        install(pins);
        return pins;
    }

    private Optional<Feature> trusted(Feature feature, Trust trust) {
        List<String> complaints = new ArrayList<>();
        try {
            store.pins(List.of(feature), Map.of()).values().stream()
                    .filter(it -> !store.isShipped(it))
                    .forEach(it -> trust.complaint(it.file()).ifPresent(complaints::add));
        } catch (FeatureException noTrustStore) {
            complaints.add(noTrustStore.getMessage());
        }
        if (complaints.isEmpty()) {
            return Optional.of(feature);
        }
        String why = String.join("; ", complaints);
        if (feature.name().equals(Feature.CORE)) {
            Launcher.refuse(context, why);
            return Optional.of(feature);
        }
        leaveOut(feature, why);
        return Optional.empty();
    }

    private void uninstall(Pin pin) {
        running.find(pin.id().key()).ifPresent(this::uninstall);
        running.remove(pin);
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException failure) {
            complain(bundle + " cannot be uninstalled: " + failure.getMessage());
        }
    }

    /** Takes the features one by one: one that is broken is no reason to leave out another. */
    private List<Feature> wanted(Catalogue catalogue, Desired desired) {
        List<Feature> good = new ArrayList<>();
        for (Feature feature : catalogue.on(desired)) {
            usable(feature, good).or(() -> shipped(feature, good)).ifPresent(good::add);
        }
        return good;
    }

    /** The distribution's version of a feature that is not usable as it is. */
    private Optional<Feature> shipped(Feature feature, List<Feature> others) {
        return Optional.ofNullable(store.catalogue(LOG::debug).shipped().get(feature.name()))
                .filter(it -> !it.equals(feature))
                .flatMap(it -> usable(it, others));
    }

    private List<Pin> pins(List<Feature> features) {
        return store.pins(features, Map.of()).values().stream().sorted(BY_LEVEL).toList();
    }

    private Optional<Feature> usable(Feature feature, List<Feature> others) {
        try {
            List<Feature> all = new ArrayList<>(others);
            all.add(feature);
            store.pins(all, Map.of());
            List<Pin> its = List.copyOf(store.pins(List.of(feature), Map.of()).values());
            List<String> altered =
                    its.parallelStream().flatMap(it -> altered(it).stream()).toList();
            if (altered.isEmpty()) {
                return Optional.of(feature);
            }
            throw new FeatureException(String.join("; ", altered));
        } catch (FeatureException wrong) {
            if (feature.name().equals(Feature.CORE)) {
                throw wrong;
            }
            leaveOut(feature, wrong.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> altered(Pin pin) {
        try {
            if (Sha256.of(pin.file()).equals(pin.sha256())) {
                return Optional.empty();
            }
            return Optional.of(
                    pin.file()
                            + " was altered: its SHA-256 is not the one that was pinned; put the"
                            + " original back, or build the distribution anew");
        } catch (IOException failure) {
            return Optional.of(pin.file() + " cannot be read: " + failure);
        }
    }

    private void install(List<Pin> pins) {
        for (Pin pin : pins) {
            try {
                Bundle there = there(pin);
                Bundle bundle = there == null ? context.installBundle(pin.location()) : there;
                running.put(pin, bundle);
                if (there == null) {
                    Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                            .ifPresent(it -> it.setStartLevel(pin.level()));
                }
            } catch (BundleException failure) {
                complain(pin.id() + " cannot be installed: " + failure.getMessage());
            }
        }
    }

    private void start(Pin pin) {
        try {
            Optional<Bundle> bundle = running.find(pin.id().key());
            if (bundle.isPresent() && !bundle.get().equals(context.getBundle())) {
                bundle.get().start();
            }
        } catch (BundleException failure) {
            complain(pin.id() + " cannot be started: " + failure.getMessage());
        }
    }

    /**
     * Finds the bundle when the launcher, or this component before it was restarted, has installed
     * it.
     */
    private @Nullable Bundle there(Pin pin) {
        return at(pin.file());
    }

    private @Nullable Bundle at(Path jar) {
        String location = jar.toUri().toString();
        return Arrays.stream(context.getBundles())
                .filter(it -> it.getLocation().endsWith(location))
                .findFirst()
                .orElse(null);
    }
}
