package io.stoa.core.lifecycle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.Jar;
import io.stoa.core.lifecycle.feature.Jars;
import io.stoa.core.lifecycle.feature.Place;
import io.stoa.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class PruningTest {

    private static final String MOOD = "org.example.mood";

    @TempDir Path folder;
    private Store store = new Store(Path.of("."), Path.of("."), Place.SERVER);
    private final List<Jar> jars = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();

    /** Seven versions, the oldest first; a minute lies between them. */
    @BeforeEach
    void keepSeven() throws IOException {
        store = new Store(folder.resolve("home"), folder.resolve("data"), Place.SERVER);
        for (int i = 0; i < 7; i++) {
            Path file = folder.resolve(i + ".jar");
            Jar jar = Jar.read(Jars.make(file, MOOD, "1." + i, "mood " + i));
            jars.add(jar);
            sources.add(store.keep(Feature.of(jar), Map.of(jar.sha256(), file)));
            Files.setLastModifiedTime(
                    definitions().resolve(sources.get(i)), FileTime.fromMillis(60_000L * i));
        }
    }

    private Path definitions() {
        return folder.resolve("data/features/installed");
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private void kept(Integer... versions) throws IOException {
        assertThat(names(definitions()))
                .containsExactlyInAnyOrder(
                        Stream.of(versions).map(sources::get).toArray(String[]::new));
        assertThat(names(folder.resolve("data/repo")))
                .containsExactlyInAnyOrder(
                        Stream.of(versions)
                                .map(it -> jars.get(it).sha256())
                                .toArray(String[]::new));
    }

    @Test
    void theNewestStay() throws IOException {
        store.prune(Desired.NOTHING, List.of(), 3, 1000);
        kept(4, 5, 6);
    }

    @Test
    void whatRunsAndTheOneBeforeStayHoweverOld() throws IOException {
        Desired desired =
                Desired.NOTHING.added(MOOD, sources.get(1)).from(MOOD, true, sources.get(0));
        store.prune(desired, List.of(), 2, 1000);
        kept(0, 1, 5, 6);
    }

    @Test
    void whatTheLastChangeBeganFromStays() throws IOException {
        Desired before = Desired.NOTHING.added(MOOD, sources.get(2));
        for (String outcome : List.of("done", "returned")) {
            store.history()
                    .add(
                            JsonObject.EMPTY
                                    .with("outcome", outcome)
                                    .with("before", before.toJson())
                                    .with("after", Desired.NOTHING.toJson()));
            before = Desired.NOTHING.added(MOOD, sources.get(3));
        }
        store.prune(Desired.NOTHING, List.of(), 1, 1000);
        kept(2, 6);
    }

    @Test
    void aJarThatRunsStays() throws IOException {
        Feature feature = Feature.of(jars.getFirst());
        store.prune(Desired.NOTHING, store.pins(List.of(feature), Map.of()).values(), 1, 1000);
        assertThat(names(folder.resolve("data/repo")))
                .containsExactlyInAnyOrder(jars.get(0).sha256(), jars.get(6).sha256());
    }

    @Test
    void aVersionThatIsBroughtAgainIsNewAgain() throws IOException {
        store.keep(Feature.of(jars.getFirst()), Map.of());
        store.prune(Desired.NOTHING, List.of(), 2, 1000);
        kept(0, 6);
    }

    @Test
    void nothingIsTakenAwayWhereSomethingCannotBeRead() throws IOException {
        Path broken = Files.writeString(definitions().resolve("broken.json"), "{");
        store.prune(Desired.NOTHING, List.of(), 1, 1000);
        Files.delete(broken);
        kept(0, 1, 2, 3, 4, 5, 6);
    }
}
