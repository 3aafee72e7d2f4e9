package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.FeatureReader;
import io.stoa.core.lifecycle.feature.Jar;
import io.stoa.core.lifecycle.store.Store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A feature that somebody brings, with its jars. Immutable.
 *
 * @param feature the feature, every bundle held to its bytes
 * @param jars its jars, by their hash
 */
record Parcel(Feature feature, Map<String, Jar> jars) {

    Parcel {
        jars = Map.copyOf(jars);
    }

    /** Returns where the jars are, by their hash. */
    Map<String, Path> files() {
        Map<String, Path> files = new HashMap<>();
        jars.forEach((hash, jar) -> files.put(hash, jar.file()));
        return files;
    }

    /**
     * Reads the file of a feature, whose jars lie beside it, in {@code repo/} beside it, or are the
     * distribution's.
     */
    static Parcel ofFeature(Path file, Store store) {
        Feature feature = FeatureReader.read(file);
        List<FeatureBundle> bundles = new ArrayList<>();
        Map<String, Jar> jars = new HashMap<>();
        for (FeatureBundle bundle : feature.bundles()) {
            Optional<Path> found = beside(file, bundle);
            if (found.isEmpty()) {
                bundles.add(ofTheDistribution(file, bundle, store));
                continue;
            }
            Jar jar = Jar.read(found.get());
            if (!bundle.sha256().isEmpty() && !bundle.sha256().equals(jar.sha256())) {
                throw new FeatureException(
                        found.get()
                                + " does not have the SHA-256 that "
                                + file.getFileName()
                                + " pins it to; get the jar again");
            }
            bundles.add(bundle.pinned(bundle.id().version(), jar.sha256()));
            jars.put(jar.sha256(), jar);
        }
        return new Parcel(feature.with(feature.id().version(), bundles), jars);
    }

    private static FeatureBundle ofTheDistribution(Path file, FeatureBundle bundle, Store store) {
        try {
            String hash = store.hash(bundle);
            if (store.find(bundle, hash).isPresent()) {
                return bundle.pinned(bundle.id().version(), hash);
            }
        } catch (FeatureException unknown) {
            throw missing(file, bundle, unknown);
        }
        throw missing(file, bundle, null);
    }

    private static FeatureException missing(
            Path file, FeatureBundle bundle, @Nullable Throwable cause) {
        return new FeatureException(
                file.getFileName()
                        + " wants "
                        + bundle.id()
                        + ", but there is no "
                        + bundle.id().fileName()
                        + " beside it, in repo/ beside it, or in the distribution; put it beside"
                        + " the file",
                cause == null ? new IOException("no such jar") : cause);
    }

    static Optional<Path> beside(Path file, FeatureBundle bundle) {
        String name = bundle.id().fileName();
        return Stream.of(file.resolveSibling(name), file.resolveSibling("repo").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Makes a feature of a jar that belongs to none. */
    static Parcel ofJar(Jar jar) {
        return new Parcel(Feature.of(jar), Map.of(jar.sha256(), jar));
    }

    /**
     * Makes the next version of a feature out of a jar that takes the place of one of its bundles.
     */
    static Parcel ofJar(Jar jar, Feature feature, FeatureBundle replaced) {
        return new Parcel(feature.with(jar, replaced), Map.of(jar.sha256(), jar));
    }
}
