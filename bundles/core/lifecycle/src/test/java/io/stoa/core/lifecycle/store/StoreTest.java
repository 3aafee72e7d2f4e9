package io.stoa.core.lifecycle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Jar;
import io.stoa.core.lifecycle.feature.Jars;
import io.stoa.core.lifecycle.feature.Place;
import io.stoa.core.lifecycle.feature.Sha256;
import io.stoa.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class StoreTest {

    @TempDir Path folder;
    private Path home;
    private Path data;

    @BeforeEach
    void ship() throws IOException {
        home = folder.resolve("home");
        data = folder.resolve("data");
        Files.createDirectories(home.resolve("repo"));
        Files.createDirectories(home.resolve("features"));
        ship("ping", "io.stoa.info.ping", "shared");
        ship("time", "io.stoa.info.time", "shared");
        StringBuilder sums = new StringBuilder();
        for (String name : List.of("io.stoa.info.ping", "io.stoa.info.time", "shared")) {
            Path jar = home.resolve("repo").resolve(name + "-1.0.jar");
            Jars.make(jar, name, "1.0", name);
            sums.append(Sha256.of(jar)).append("  ").append(name).append("-1.0.jar\n");
        }
        Files.writeString(home.resolve("repo/SHA256SUMS"), sums);
    }

    private void ship(String name, String... bundles) throws IOException {
        List<FeatureBundle> all = new ArrayList<>();
        for (String bundle : bundles) {
            all.add(new FeatureBundle(new Coordinates("io.stoa", bundle, "1.0"), 50, ""));
        }
        Feature feature =
                new Feature(
                        new Coordinates("io.stoa", name, "1.0"),
                        name,
                        "",
                        all,
                        Map.of(),
                        List.of(),
                        true,
                        Set.of(Place.SERVER));
        Files.writeString(
                home.resolve("features").resolve(name + ".json"), feature.toJson().pretty());
    }

    private Store store() {
        return new Store(home, data, Place.SERVER);
    }

    private static Catalogue catalogue(Store store) {
        return store.catalogue(
                complaint -> {
                    throw new AssertionError(complaint);
                });
    }

    @Test
    void aBundleOfTwoFeaturesIsThereOnceAndLeavesWithTheLast() {
        Store store = store();
        Catalogue catalogue = catalogue(store);
        Map<String, Pin> both = store.pins(catalogue.on(Desired.NOTHING), Map.of());
        assertThat(both.keySet())
                .containsExactly(
                        "io.stoa:io.stoa.info.ping", "io.stoa:io.stoa.info.time", "io.stoa:shared");
        assertThat(pin(both, "io.stoa:shared").features()).isEqualTo(Set.of("ping", "time"));
        Desired noPing = Desired.NOTHING.switched("ping", true, false);
        assertThat(store.pins(catalogue.on(noPing), Map.of()).keySet())
                .containsExactly("io.stoa:io.stoa.info.time", "io.stoa:shared");
        Desired none = noPing.switched("time", true, false);
        assertThat(store.pins(catalogue.on(none), Map.of())).isEmpty();
    }

    private static Pin pin(Map<String, Pin> pins, String key) {
        return Optional.ofNullable(pins.get(key)).orElseThrow();
    }

    @Test
    void whatIsKeptIsThereAfterARestart() throws IOException {
        Store store = store();
        Jar jar = Jar.read(Jars.make(folder.resolve("m.jar"), "org.example.mood", "2.0", "x"));
        String source = store.keep(Feature.of(jar), Map.of(jar.sha256(), jar.file()));
        Desired desired = Desired.NOTHING.added("org.example.mood", source);
        store.commit(desired, List.of());
        Files.delete(jar.file());

        Store again = store();
        assertThat(again.desired()).isEqualTo(desired);
        Map<String, Pin> pins = again.pins(catalogue(again).on(again.desired()), Map.of());
        assertThat(Sha256.of(pin(pins, "local:org.example.mood").file())).isEqualTo(jar.sha256());
        assertThat(catalogue(again).names(desired)).contains("org.example.mood");
        assertThat(catalogue(again).names(Desired.NOTHING)).doesNotContain("org.example.mood");
    }

    @Test
    void theLockNamesExactlyWhatRuns() throws IOException {
        Store store = store();
        store.lock(store.pins(catalogue(store).on(Desired.NOTHING), Map.of()).values());
        assertThat(Files.readString(data.resolve("features/lock.json")))
                .contains("io.stoa:io.stoa.info.ping:1.0", "sha256", "repo/shared-1.0.jar");
    }

    @Test
    void twoVersionsOfOneBundleAreRefused() {
        Store store = store();
        Jar jar = Jar.read(Jars.make(folder.resolve("s.jar"), "shared", "2.0", "x"));
        Feature ping = catalogue(store).current("ping", Desired.NOTHING).orElseThrow();
        Feature time = catalogue(store).current("time", Desired.NOTHING).orElseThrow();
        Feature newer = time.with(jar, time.bundle("shared").orElseThrow());
        assertThatThrownBy(() -> store.pins(List.of(ping, newer), Map.of(jar.sha256(), jar.file())))
                .isInstanceOf(FeatureException.class)
                .hasMessageContaining("different versions of io.stoa:shared");
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        Store store = store();
        FeatureBundle lost = new FeatureBundle(Coordinates.parse("a:lost:1.0"), 50, "0".repeat(64));
        Feature feature =
                new Feature(
                        Coordinates.parse("a:f:1"),
                        "F",
                        "",
                        List.of(lost),
                        Map.of(),
                        List.of(),
                        true,
                        Set.of(Place.SERVER));
        assertThatThrownBy(() -> store.pins(List.of(feature), Map.of()))
                .hasMessageContaining("lost-1.0.jar");
    }

    @Test
    void aFileThatIsNoFeatureIsTold() throws IOException {
        Files.writeString(home.resolve("features/bad.json"), "{");
        List<String> complaints = new ArrayList<>();
        Catalogue catalogue = store().catalogue(complaints::add);
        assertThat(complaints).singleElement().asString().contains("bad.json, line 1");
        assertThat(catalogue.shipped().keySet()).containsExactly("ping", "time");
    }

    @Test
    void aStateThatCannotBeReadIsNotGuessed() throws IOException {
        Files.createDirectories(data.resolve("features"));
        Files.writeString(data.resolve("features/state.json"), "{ torn");
        assertThatThrownBy(() -> store().desired()).hasMessageContaining("repair it, or remove it");
    }

    @Test
    void anUnwritableDirectoryIsSaidToBePerhapsFull() throws IOException {
        Files.writeString(data, "a file where a directory should be");
        Jar jar = Jar.read(Jars.make(folder.resolve("m.jar"), "org.example.mood", "2.0", "x"));
        assertThatThrownBy(() -> store().keep(Feature.of(jar), Map.of(jar.sha256(), jar.file())))
                .isInstanceOf(FeatureException.class)
                .hasMessageContaining("is the disk full?");
    }

    @Test
    void historyIsNumberedAndSurvivesATornLine() throws IOException {
        History history = store().history();
        assertThat(history.add(JsonObject.EMPTY.with("verb", "stop"))).isEqualTo(1);
        Files.writeString(
                data.resolve("features/history.jsonl"), "{\"numb\n", StandardOpenOption.APPEND);
        assertThat(history.add(JsonObject.EMPTY.with("verb", "start"))).isEqualTo(2);
        assertThat(history.entries())
                .extracting(it -> it.text("verb"))
                .containsExactly("stop", "start");
    }

    @Test
    void whatIsKnownLaterIsAddedToAnEntryAndTheOldestAreForgotten() throws IOException {
        Store store = store();
        for (String verb : List.of("start", "stop", "update")) {
            store.history().add(JsonObject.EMPTY.with("verb", verb));
        }
        store.history().amend(2, JsonObject.EMPTY.with("p99-after-ms", "0.5"));
        assertThat(store.history().entries())
                .extracting(it -> it.text("verb") + it.text("p99-after-ms"))
                .containsExactly("start", "stop0.5", "update");
        store.prune(Desired.NOTHING, List.of(), 5, 2);
        assertThat(store().history().entries())
                .extracting(it -> it.number("number", 0) + it.text("p99-after-ms"))
                .containsExactly("20.5", "3");
        assertThat(Files.readAllLines(data.resolve("features/history.jsonl"))).hasSize(2);
        assertThat(store.history().add(JsonObject.EMPTY)).isEqualTo(4);
    }

    @Test
    void whatIsForServersDoesNotRunInAGateway() {
        Store store = new Store(home, data, Place.GATEWAY);
        Catalogue catalogue = catalogue(store);

        assertThat(catalogue.isOn("ping", Desired.NOTHING)).isFalse();
        assertThat(catalogue.isOn("ping", Desired.NOTHING.switched("ping", true, true))).isFalse();
        assertThat(catalogue.on(Desired.NOTHING)).isEmpty();
        assertThat(catalogue.here(Desired.NOTHING)).isEmpty();
        assertThat(catalogue.names(Desired.NOTHING)).contains("ping");
        assertThat(catalogue(store()).here(Desired.NOTHING)).contains("ping");
    }
}
