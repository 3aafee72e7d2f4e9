package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Desired;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Installs, in one pass and before the first of them starts, what the administrator wants to run.
 * The launcher has installed the feature {@code core}, of which this is a part. Every jar is held
 * to its SHA-256: an altered one of core ends the start, an altered one of a feature leaves that
 * feature out, visibly. Immutable once it is made.
 */
@Component(service = Boot.class, immediate = true)
public final class Boot {

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);
    private static final Comparator<Pin> BY_LEVEL =
            Comparator.comparingInt(Pin::level).thenComparing(it -> it.id().toString());

    private final BundleContext context;
    private final Configurations configurations;
    private final Store store;
    private final Running running = new Running();
    private final Set<String> leftOut = new TreeSet<>();

    /** Installs. */
    @Activate
    public Boot(BundleContext context, @Reference(policyOption = GREEDY) ConfigurationAdmin admin) {
        this.context = context;
        this.configurations = new Configurations(admin);
        this.store =
                new Store(
                        Path.of(property(context, "stoa.home", ".")),
                        Path.of(property(context, "stoa.data", "data")));
        try {
            install(wanted(store.catalogue(this::complain), store.desired()));
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

    /** Returns what was said about features that were to run and do not. */
    Set<String> leftOut() {
        return leftOut;
    }

    private void complain(String what) {
        LOG.error("{}", what);
        leftOut.add(what);
    }

    /** Takes the features one by one: one that is broken is no reason to leave out another. */
    private List<Pin> wanted(Catalogue catalogue, Desired desired) {
        List<Feature> good = new ArrayList<>();
        for (Feature feature : catalogue.on(desired)) {
            usable(feature, good)
                    .or(
                            () ->
                                    Optional.ofNullable(catalogue.shipped().get(feature.name()))
                                            .filter(it -> !it.equals(feature))
                                            .flatMap(it -> usable(it, good)))
                    .ifPresent(good::add);
        }
        configurations.apply(good);
        return store.pins(good, Map.of()).values().stream().sorted(BY_LEVEL).toList();
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
            complain("feature " + feature.name() + " is left out: " + wrong.getMessage());
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
        Map<Pin, Bundle> bundles = new LinkedHashMap<>();
        for (Pin pin : pins) {
            try {
                Bundle there = there(pin);
                Bundle bundle = there == null ? context.installBundle(pin.location()) : there;
                running.put(pin, bundle);
                bundles.put(pin, bundle);
                if (there == null) {
                    Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                            .ifPresent(it -> it.setStartLevel(pin.level()));
                }
            } catch (BundleException failure) {
                complain(pin.id() + " cannot be installed: " + failure.getMessage());
            }
        }
        bundles.forEach(this::start);
    }

    /** Marks it as started; the framework starts it when its level has come. */
    private void start(Pin pin, Bundle bundle) {
        try {
            if (!bundle.equals(context.getBundle())) {
                bundle.start();
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
        String location = pin.file().toUri().toString();
        return Arrays.stream(context.getBundles())
                .filter(it -> it.getLocation().endsWith(location))
                .findFirst()
                .orElse(null);
    }
}
