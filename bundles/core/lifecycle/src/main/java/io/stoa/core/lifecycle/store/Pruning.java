package io.stoa.core.lifecycle.store;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.FeatureReader;
import io.stoa.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes away the versions to which nobody returns any more. Kept are, of every feature, the newest
 * ones, those that run or are to run, the ones before them (for a rollback), and what the last
 * change began from (for its undoing); and every jar that one of these, or the lock file, names.
 * What cannot be read is left where it is. Used by one thread at a time.
 */
final class Pruning {

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final Path definitions;
    private final Path jars;
    private final Set<String> needed = new HashSet<>();
    private final Set<String> hashes = new HashSet<>();

    /**
     * Looks what is needed.
     *
     * @param wanted the sets of features that somebody may want back
     * @param pins what runs
     */
    Pruning(Path data, Collection<Desired> wanted, Collection<Pin> pins) {
        this.definitions = data.resolve("features").resolve("installed");
        this.jars = data.resolve("repo");
        wanted.stream()
                .flatMap(it -> it.choices().values().stream())
                .forEach(
                        it -> {
                            needed.add(it.source());
                            it.previous().ifPresent(needed::add);
                        });
        pins.forEach(it -> hashes.add(it.sha256()));
    }

    /**
     * A definition that is there.
     *
     * @param file its file
     * @param feature what it says
     * @param since when it was brought last
     */
    private record Kept(Path file, Feature feature, long since) {}

    /** Takes away what is not needed, beyond so many versions of a feature. */
    void run(int versions) {
        try {
            Map<String, List<Kept>> features = new HashMap<>();
            for (Path file : list(definitions, "*.json")) {
                Kept kept = read(file);
                features.computeIfAbsent(kept.feature().name(), it -> new ArrayList<>()).add(kept);
            }
            for (List<Kept> all : features.values()) {
                all.sort(Comparator.comparingLong(Kept::since).reversed());
                for (Kept one : all) {
                    boolean recent = all.indexOf(one) < versions;
                    if (recent || needed.contains(name(one.file()))) {
                        one.feature().bundles().stream()
                                .map(FeatureBundle::sha256)
                                .forEach(hashes::add);
                    } else {
                        Files.delete(one.file());
                        LOG.info("{} is not kept any longer", one.feature().id());
                    }
                }
            }
            for (Path jar : list(jars, "*")) {
                if (!hashes.contains(name(jar))) {
                    Durable.deleteAll(jar);
                }
            }
        } catch (IOException | FeatureException failure) {
            LOG.warn("earlier versions are all kept for now: {}", failure.getMessage());
        }
    }

    private static Kept read(Path file) throws IOException {
        return new Kept(file, FeatureReader.read(file), Files.getLastModifiedTime(file).toMillis());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(files::add);
            }
        }
        return files;
    }

    /** Reads the set from which a change began, and the one to which it led. */
    static List<Desired> of(JsonObject entry) {
        return List.of(Desired.read(entry.object("before")), Desired.read(entry.object("after")));
    }
}
