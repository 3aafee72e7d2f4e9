package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bundles that this server has installed, each with the bytes it runs from. Thread-safe. */
public final class Running {

    private final ConcurrentMap<String, Installed> installed = new ConcurrentHashMap<>();

    /**
     * A bundle of ours.
     *
     * @param pin the bytes it runs from
     * @param bundle the framework's
     */
    public record Installed(Pin pin, Bundle bundle) {}

    /** Takes note of a bundle. */
    public void put(Pin pin, Bundle bundle) {
        installed.put(pin.id().key(), new Installed(pin, bundle));
    }

    /** Forgets a bundle. */
    public void remove(Pin pin) {
        installed.remove(pin.id().key());
    }

    /** Finds a bundle by its coordinates without version. */
    public Optional<Bundle> find(String key) {
        return Optional.ofNullable(installed.get(key)).map(Installed::bundle);
    }

    /** Returns the pins by their coordinates without version. */
    public Map<String, Pin> pins() {
        Map<String, Pin> pins = new TreeMap<>();
        installed.forEach((key, it) -> pins.put(key, it.pin()));
        return pins;
    }

    /** Finds the bundle that goes by a symbolic name. */
    public Optional<Installed> named(String symbolicName) {
        return installed.values().stream()
                .filter(it -> symbolicName.equals(it.bundle().getSymbolicName()))
                .findFirst();
    }

    /** Returns the bundles of a feature. */
    public Collection<Bundle> of(String feature) {
        Collection<Bundle> bundles = new ArrayList<>();
        installed.values().stream()
                .filter(it -> it.pin().features().contains(feature))
                .forEach(it -> bundles.add(it.bundle()));
        return bundles;
    }

    /** Finds what is known of a bundle. */
    public Optional<Installed> of(Bundle bundle) {
        return installed.values().stream().filter(it -> it.bundle().equals(bundle)).findFirst();
    }
}
