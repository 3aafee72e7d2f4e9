package io.stoa.core.lifecycle.store;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.FeatureReader;
import io.stoa.core.lifecycle.feature.Place;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.json.Json;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonException;
import io.stoa.json.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What is kept: the distribution's {@code repo/} and {@code features/}, which are only read, and
 * under the data directory {@code repo/SHA256/NAME.jar}, which is never written twice, and {@code
 * features/} with {@code installed/}, {@code state.json}, {@code lock.json}, {@code history.jsonl}.
 * Used by one thread at a time.
 */
public final class Store {

    private static final String SUMS = "SHA256SUMS";

    private final Path home;
    private final Path data;
    private final Place place;
    private final Map<String, String> sums;

    /**
     * Opens a store; the directories need not be there yet.
     *
     * @param place what this process is
     */
    public Store(Path home, Path data, Place place) {
        this.home = home;
        this.data = data;
        this.place = place;
        this.sums = sums(home.resolve("repo").resolve(SUMS));
    }

    private static Map<String, String> sums(Path file) {
        Map<String, String> sums = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : lines(file)) {
                String[] words = line.strip().split("\\s+[*]?", 2);
                if (words.length == 2) {
                    sums.put(words[1], words[0]);
                }
            }
        }
        return Map.copyOf(sums);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the data directory. */
    public Path data() {
        return data;
    }

    /**
     * Reads all definitions.
     *
     * @param complaints hears of files that are no features; they are left out
     */
    public Catalogue catalogue(Consumer<String> complaints) {
        TreeMap<String, Feature> shipped = new TreeMap<>();
        each(
                home.resolve("features"),
                (file, feature) -> {
                    if (shipped.putIfAbsent(feature.name(), feature) != null) {
                        complaints.accept(file + ": there is a feature " + feature.name());
                    }
                },
                complaints);
        TreeMap<String, Feature> sources = new TreeMap<>();
        each(
                installed(),
                (file, feature) -> sources.put(file.getFileName().toString(), feature),
                complaints);
        return new Catalogue(shipped, sources, place);
    }

    private interface Found {
        void at(Path file, Feature feature);
    }

    private static void each(Path folder, Found found, Consumer<String> complaints) {
        for (Path file : sorted(folder, "*.json")) {
            try {
                found.at(file, FeatureReader.read(file));
            } catch (FeatureException wrong) {
                complaints.accept(wrong.getMessage());
            }
        }
    }

    private static List<Path> sorted(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(files::add);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        files.sort(null);
        return files;
    }

    /**
     * Returns what a bundle must hash to.
     *
     * @throws FeatureException when nobody says so
     */
    public String hash(FeatureBundle bundle) {
        String pinned = bundle.sha256();
        if (!pinned.isEmpty()) {
            return pinned;
        }
        String hash = sums.get(bundle.id().fileName());
        if (hash == null) {
            throw new FeatureException(
                    bundle.id()
                            + " is not in the distribution: repo/"
                            + SUMS
                            + " does not name "
                            + bundle.id().fileName());
        }
        return hash;
    }

    /** Finds the jar of a bundle, without looking into it. */
    public Optional<Path> find(FeatureBundle bundle, String hash) {
        Path own = data.resolve("repo").resolve(hash).resolve(bundle.id().fileName());
        if (Files.exists(own)) {
            return Optional.of(own);
        }
        Path shipped = shipped(bundle);
        boolean fits = hash.equals(sums.get(bundle.id().fileName()));
        return fits && Files.exists(shipped) ? Optional.of(shipped) : Optional.empty();
    }

    /** Returns where the distribution has, or would have, a bundle. */
    public Path shipped(FeatureBundle bundle) {
        return home.resolve("repo").resolve(bundle.id().fileName());
    }

    /** Tells whether a bundle is the distribution's own, byte for byte. */
    public boolean isShipped(Pin pin) {
        return pin.sha256().equals(sums.get(pin.id().fileName()));
    }

    /**
     * Makes the set of bundles that features are made of. One that several want is there once.
     *
     * @param files where jars are that are not kept yet, by their hash
     * @throws FeatureException when a jar is not there, or two features want different ones
     */
    public Map<String, Pin> pins(Collection<Feature> features, Map<String, Path> files) {
        Map<String, Pin> pins = new TreeMap<>();
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                Pin pin = pin(feature.name(), bundle, files);
                pins.merge(bundle.id().key(), pin, Store::shared);
            }
        }
        return pins;
    }

    private Pin pin(String feature, FeatureBundle bundle, Map<String, Path> files) {
        String hash = hash(bundle);
        Path file =
                Optional.ofNullable(files.get(hash))
                        .or(() -> find(bundle, hash))
                        .orElseThrow(
                                () ->
                                        new FeatureException(
                                                "feature "
                                                        + feature
                                                        + " wants "
                                                        + bundle.id()
                                                        + ", but there is no "
                                                        + bundle.id().fileName()
                                                        + " in repo/; put it there or beside the"
                                                        + " feature's file"));
        return new Pin(bundle.id(), bundle.level(), hash, file, Set.of(feature));
    }

    private static Pin shared(Pin one, Pin other) {
        if (!one.same(other)) {
            throw new FeatureException(
                    "features "
                            + one.features()
                            + " and "
                            + other.features()
                            + " want different versions of "
                            + one.id().key()
                            + ": "
                            + one.id().version()
                            + " and "
                            + other.id().version());
        }
        Set<String> both = new TreeSet<>(one.features());
        both.addAll(other.features());
        return new Pin(
                one.id(), Math.min(one.level(), other.level()), one.sha256(), one.file(), both);
    }

    /**
     * Keeps a feature and its jars.
     *
     * @return the name of its definition's file
     */
    public String keep(Feature feature, Map<String, Path> files) {
        try {
            for (FeatureBundle bundle : feature.bundles()) {
                Path jar = files.get(bundle.sha256());
                if (jar != null) {
                    keep(bundle, jar);
                }
            }
            String text = feature.toJson().pretty();
            String name = source(feature);
            Path file = installed().resolve(name);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            } else {
                Durable.write(file, text);
            }
            return name;
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Returns the name that the file of a definition has or will have. */
    public static String source(Feature feature) {
        String hash = Sha256.of(feature.toJson().pretty()).substring(0, 12);
        return feature.name() + "-" + feature.id().version() + "-" + hash + ".json";
    }

    private void keep(FeatureBundle bundle, Path jar) throws IOException {
        Path kept = data.resolve("repo").resolve(bundle.sha256()).resolve(bundle.id().fileName());
        if (Files.exists(kept)) {
            return;
        }
        Durable.copy(jar, kept);
        if (!Sha256.of(kept).equals(bundle.sha256())) {
            Files.delete(kept);
            throw new FeatureException(
                    jar.getFileName() + " changes while it is copied; try again");
        }
    }

    /** Returns where archives are unpacked while they are looked at. */
    public Path unpacked() {
        return data.resolve("features").resolve("unpacked");
    }

    /** Takes away what was unpacked. */
    public void tidy() {
        Durable.deleteAll(unpacked());
    }

    private Path installed() {
        return data.resolve("features").resolve("installed");
    }

    private Path file(String name) {
        return data.resolve("features").resolve(name);
    }

    /** Reads what is wanted. */
    public Desired desired() {
        Path file = file("state.json");
        if (!Files.exists(file)) {
            return Desired.NOTHING;
        }
        try {
            return Desired.read(Json.object(Files.readString(file)).object("features"));
        } catch (IOException | JsonException wrong) {
            throw new FeatureException(
                    file
                            + " cannot be read ("
                            + wrong.getMessage()
                            + "); repair it, or remove it to go back to the distribution's set",
                    wrong);
        }
    }

    /** Keeps what is wanted and what runs. */
    public void commit(Desired desired, Collection<Pin> pins) {
        try {
            Durable.write(
                    file("state.json"),
                    JsonObject.EMPTY
                            .with("version", 1)
                            .with("features", desired.toJson())
                            .pretty());
            lock(pins);
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Keeps what runs, if it is not what is kept already. */
    public void lock(Collection<Pin> pins) throws IOException {
        List<Pin> sorted =
                pins.stream().sorted(Comparator.comparing(it -> it.id().toString())).toList();
        String text =
                JsonObject.EMPTY
                        .with("version", 1)
                        .with("bundles", JsonArray.of(sorted, it -> it.toJson(home, data)))
                        .pretty();
        Path file = file("lock.json");
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Durable.write(file, text);
        }
    }

    /** Takes away versions to which nobody returns any more, and old changes. */
    public void prune(Desired desired, Collection<Pin> pins, int versions, int changes) {
        history().prune(changes);
        List<Desired> wanted = new ArrayList<>(List.of(desired));
        history().lastDone().ifPresent(it -> wanted.addAll(Pruning.of(it)));
        new Pruning(data, wanted, pins).run(versions);
    }

    /** Returns the history. */
    public History history() {
        return new History(file("history.jsonl"));
    }

    private static FeatureException unwritable(IOException failure) {
        return new FeatureException(
                "cannot write into the data directory ("
                        + failure
                        + "); nothing was changed; is the disk full?",
                failure);
    }
}
