package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.Plan.Row;
import io.stoa.core.lifecycle.change.Components;
import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.change.Wiring;
import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Versions;
import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Desired;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.core.lifecycle.store.Store;

import org.osgi.framework.Bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a plan of a target, and refuses one that would break what nobody spoke of. */
final class Planner {

    private final Store store;
    private final Running running;
    private final Components components;
    private final Wiring wiring;
    private final Set<String> leftOut;

    /**
     * Takes what it looks at.
     *
     * @param leftOut the features that do not run as it is wanted, and stay so until somebody
     *     speaks of them: they are no reason to refuse a change of others
     */
    Planner(
            Store store,
            Running running,
            Components components,
            Wiring wiring,
            Set<String> leftOut) {
        this.store = store;
        this.running = running;
        this.components = components;
        this.wiring = wiring;
        this.leftOut = leftOut;
    }

    /**
     * Makes a plan.
     *
     * @param before what is wanted now
     * @param asked where it is to lead
     * @throws FeatureException when something would break that was not spoken of, or cannot work
     */
    Plan plan(Desired before, Target asked, boolean cascade) {
        Target target = complete(before, asked, cascade);
        Map<String, Pin> pins = pins(target);
        Diff diff = Diff.between(running.pins(), pins);
        Diff whole = diff.renewing(renewed(target, pins.values()));
        return new Plan(target, pins, whole, rows(before, target, whole));
    }

    /** What is started afresh; a library that others are wired to would restart them with it. */
    private List<Pin> renewed(Target target, Collection<Pin> pins) {
        Map<Pin, Bundle> own = new LinkedHashMap<>();
        for (Pin pin : pins) {
            if (pin.features().size() == 1
                    && target.renewed().contains(pin.features().iterator().next())) {
                running.find(pin.id().key()).ifPresent(bundle -> own.put(pin, bundle));
            }
        }
        return own.entrySet().stream()
                .filter(it -> own.values().containsAll(wiring.closure(Set.of(it.getValue()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Pin> pins(Target target) {
        Set<String> asTheyAre = new TreeSet<>(leftOut);
        asTheyAre.remove(target.feature());
        List<Feature> on =
                target.catalogue().on(target.desired()).stream()
                        .filter(it -> !asTheyAre.contains(it.name()))
                        .toList();
        Map<String, Pin> pins = store.pins(on, target.parcel().map(Parcel::files).orElse(Map.of()));
        running.pins()
                .forEach(
                        (key, pin) -> {
                            if (pin.features().stream().anyMatch(asTheyAre::contains)) {
                                pins.putIfAbsent(key, pin);
                            }
                        });
        return pins;
    }

    /** Adds what has to go or come as well, or refuses. */
    private Target complete(Desired before, Target asked, boolean cascade) {
        Target target = asked;
        Map<String, String> missing = missing(target);
        while (!missing.isEmpty()) {
            if (!cascade) {
                throw refused(missing, "start");
            }
            target = switched(target, missing.keySet(), true);
            missing = missing(target);
        }
        Map<String, String> broken = broken(before, target);
        while (!broken.isEmpty()) {
            if (!cascade) {
                throw refused(broken, "stop");
            }
            target = switched(target, broken.keySet(), false);
            broken = broken(before, target);
        }
        return target;
    }

    private static Target switched(Target target, Set<String> names, boolean on) {
        Desired desired = target.desired();
        for (String name : names) {
            desired = desired.switched(name, true, on);
        }
        return target.with(desired);
    }

    private static FeatureException refused(Map<String, String> others, String verb) {
        return new FeatureException(
                "others depend on it: "
                        + String.join("; ", others.values())
                        + ". --cascade would "
                        + verb
                        + " "
                        + String.join(", ", others.keySet())
                        + ", too");
    }

    /** Features that are off and required by one that is to come. */
    private static Map<String, String> missing(Target target) {
        Catalogue catalogue = target.catalogue();
        Map<String, String> missing = new TreeMap<>();
        Optional<Feature> about =
                catalogue
                        .current(target.feature(), target.desired())
                        .filter(it -> catalogue.isOn(it.name(), target.desired()));
        List<Feature> on = new ArrayList<>(about.stream().toList());
        while (!on.isEmpty()) {
            Feature feature = on.removeLast();
            for (Coordinates wanted : feature.requires()) {
                Feature there = required(catalogue, target.desired(), feature, wanted);
                if (!catalogue.isOn(there.name(), target.desired())
                        && missing.put(there.name(), feature.name() + " requires " + there.name())
                                == null) {
                    on.add(there);
                }
            }
        }
        return missing;
    }

    private static Feature required(
            Catalogue catalogue, Desired desired, Feature feature, Coordinates wanted) {
        Feature there =
                catalogue
                        .current(wanted.artifact(), desired)
                        .orElseThrow(
                                () ->
                                        new FeatureException(
                                                feature.name()
                                                        + " requires "
                                                        + wanted
                                                        + ", which is not there; install it"
                                                        + " first"));
        there.require(catalogue.place());
        if (Versions.OLDEST_FIRST.compare(there.id().version(), wanted.version()) < 0) {
            throw new FeatureException(
                    feature.name()
                            + " requires "
                            + wanted
                            + " or newer, but there is "
                            + there.id()
                            + "; update it first");
        }
        return there;
    }

    /** Features that would stay on without what they need. */
    private Map<String, String> broken(Desired before, Target target) {
        Map<String, String> broken = lacking(target.catalogue(), target.desired());
        broken.keySet().removeAll(lacking(target.catalogue(), before).keySet()); // not our doing
        Set<Bundle> leaving = new HashSet<>();
        Diff.between(running.pins(), pins(target))
                .removed()
                .forEach(it -> running.find(it.id().key()).ifPresent(leaving::add));
        components.dependents(leaving).forEach((bundle, needs) -> needs(bundle, needs, broken));
        return broken;
    }

    private static Map<String, String> lacking(Catalogue catalogue, Desired desired) {
        Map<String, String> lacking = new TreeMap<>();
        for (Feature feature : catalogue.on(desired)) {
            for (Coordinates wanted : feature.requires()) {
                if (!catalogue.isOn(wanted.artifact(), desired)) {
                    lacking.put(feature.name(), feature.name() + " requires " + wanted.artifact());
                }
            }
        }
        return lacking;
    }

    private void needs(Bundle bundle, List<String> needs, Map<String, String> broken) {
        Set<String> owners =
                running.of(bundle)
                        .map(it -> it.pin().features())
                        .orElse(Set.of(bundle.getSymbolicName()));
        if (owners.contains(Feature.CORE) || running.of(bundle).isEmpty()) {
            throw new FeatureException(
                    String.join("; ", needs) + ", and that cannot be switched off");
        }
        owners.forEach(it -> broken.putIfAbsent(it, String.join("; ", needs)));
    }

    private List<Row> rows(Desired before, Target target, Diff diff) {
        List<Row> rows = new ArrayList<>(featureRows(before, target));
        Set<Bundle> touched = new HashSet<>();
        for (Pin pin : diff.removed()) {
            rows.add(new Row("bundle", named(pin), "is stopped and removed"));
            running.find(pin.id().key()).ifPresent(touched::add);
        }
        for (Diff.Replaced pair : diff.updated()) {
            rows.add(new Row("bundle", named(pair.before()), replaced(pair)));
            running.find(pair.before().id().key()).ifPresent(touched::add);
        }
        for (Pin pin : diff.added()) {
            rows.add(new Row("bundle", named(pin), "is installed and started"));
        }
        for (Bundle bundle : touched) {
            components
                    .described(bundle)
                    .forEach((name, handles) -> rows.add(new Row("component", name, handles)));
        }
        for (Bundle bundle : components.affected(touched)) {
            rows.add(
                    new Row(
                            "component",
                            bundle.getSymbolicName(),
                            "waits for what is replaced, and goes on"));
        }
        return rows;
    }

    private static String replaced(Diff.Replaced pair) {
        return pair.before().same(pair.after())
                ? "is started afresh"
                : "is replaced by " + pair.after().id().version();
    }

    private static String named(Pin pin) {
        return pin.id().artifact() + " " + pin.id().version();
    }

    private static List<Row> featureRows(Desired before, Target target) {
        List<Row> rows = new ArrayList<>();
        Catalogue catalogue = target.catalogue();
        Set<String> names = new TreeSet<>(catalogue.names(before));
        names.addAll(catalogue.names(target.desired()));
        for (String name : names) {
            String was = state(catalogue, before, name);
            String is = state(catalogue, target.desired(), name);
            if (!was.equals(is)) {
                rows.add(new Row("feature", name, was + " → " + is));
            } else if (target.renewed().contains(name)) {
                rows.add(new Row("feature", name, is + " is started afresh"));
            }
        }
        return rows;
    }

    private static String state(Catalogue catalogue, Desired desired, String name) {
        Optional<Feature> current = catalogue.current(name, desired);
        if (current.isEmpty()) {
            return "absent";
        }
        if (!catalogue.isOn(name, desired)) {
            return "off";
        }
        Set<String> off = new TreeSet<>(desired.of(name, true).offDomains());
        String version = current.get().id().version();
        return off.isEmpty() ? version : version + ", off for " + String.join(", ", off);
    }
}
