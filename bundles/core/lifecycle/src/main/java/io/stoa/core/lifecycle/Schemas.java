package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.KnownStore;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.storage.SchemaVersions;
import io.stoa.storage.StorageException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses bundles that know less of a store than is stored: they could not read it. Stateless. */
final class Schemas {

    private Schemas() {}

    /**
     * Looks at what is to come.
     *
     * @param versions tells what is stored; when nobody does, the store itself refuses later
     * @throws FeatureException when something could not read what is stored
     */
    static void check(Diff diff, Optional<SchemaVersions> versions) {
        List<Pin> coming = new ArrayList<>(diff.added());
        diff.updated().forEach(it -> coming.add(it.after()));
        for (Pin pin : coming) {
            List<KnownStore> known = KnownStore.of(pin.file());
            if (!known.isEmpty() && versions.isPresent()) {
                check(pin, known, stored(pin, versions.get()));
            }
        }
    }

    private static Map<String, Integer> stored(Pin pin, SchemaVersions versions) {
        try {
            return versions.stored();
        } catch (StorageException failure) {
            throw new FeatureException(
                    "nobody can tell now whether "
                            + named(pin)
                            + " understands what is stored ("
                            + failure.getMessage()
                            + "); try again when the database is back",
                    failure);
        }
    }

    private static void check(Pin pin, List<KnownStore> known, Map<String, Integer> stored) {
        for (KnownStore store : known) {
            int present = stored.getOrDefault(store.name(), 0);
            if (present > store.version()) {
                throw new FeatureException(
                        named(pin)
                                + " knows the store "
                                + store.name()
                                + " up to version "
                                + store.version()
                                + ", but this database has version "
                                + present
                                + "; install a version that knows it, or restore a backup");
            }
        }
    }

    private static String named(Pin pin) {
        return pin.id().artifact() + " " + pin.id().version();
    }
}
