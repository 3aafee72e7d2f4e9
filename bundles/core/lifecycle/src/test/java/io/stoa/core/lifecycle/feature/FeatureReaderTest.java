package io.stoa.core.lifecycle.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

class FeatureReaderTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void readsWhatAFeatureIsMadeOf() {
        Feature feature =
                FeatureReader.read(
                        "mood.json",
                        """
                        {
                          "feature-resource-version": "1.0",
                          "id": "org.example:mood:1.2.0",
                          "name": "Mood",
                          "description": "Tells its mood.",
                          "bundles": [
                            {"id": "org.example:org.example.mood:1.2.0", "sha256": "HASH"},
                            {"id": "org.example:colours:2.0", "bundleStartLevel": 10}
                          ],
                          "configurations": {"org.example.mood": {"colour": "blue"}},
                          "extensions": {
                            "stoa.requires": {
                              "type": "ARTIFACTS", "kind": "MANDATORY",
                              "artifacts": [{"id": "io.stoa:core:0.1.0"}]
                            },
                            "stoa.start": {"type": "TEXT", "text": ["off"]},
                            "com.example.other": {"type": "TEXT", "kind": "OPTIONAL", "text": []}
                          }
                        }
                        """
                                .replace("HASH", HASH));
        assertThat(feature.name()).isEqualTo("mood");
        assertThat(feature.title()).isEqualTo("Mood");
        assertThat(feature.bundles())
                .containsExactly(
                        new FeatureBundle(
                                Coordinates.parse("org.example:org.example.mood:1.2.0"), 50, HASH),
                        new FeatureBundle(Coordinates.parse("org.example:colours:2.0"), 10, ""));
        assertThat(feature.requires()).containsExactly(Coordinates.parse("io.stoa:core:0.1.0"));
        assertThat(feature.starts()).isFalse();
        assertThat(feature.configurations())
                .isEqualTo(Map.of("org.example.mood", JsonObject.EMPTY.with("colour", "blue")));
        assertThat(FeatureReader.read("again.json", feature.toJson().pretty())).isEqualTo(feature);
    }

    /** What is wrong, and what the complaint says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"id": "a:b:1", "bundles": ["x:y:1"]} | bundles[0]: an object belongs here
                    {"id": "a:b:1", "bundels": []}        | bundels: there is no such key
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1", "id": "x:y:2"}]} | line 1: “id” stands twice
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}, {"id": "x:y:2"}]} | bundles[1]: x:y stands there twice
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1", "level": 3}]} | bundles[0].level: there is no such key
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1", "bundleStartLevel": "9"}]} | a number from 1 to 100
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1", "bundleStartLevel": 0}]} | a number from 1 to 100
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1", "sha256": "12"}]} | 64 hexadecimal digits
                    {"id": "a:b:1", "bundles": [{"id": "../y:z:1"}]} | is not group:artifact:version
                    {"id": "a:b:1", "bundles": [{"id": "x:y..z:1"}]} | is not group:artifact:version
                    {"id": "a:b:1", "bundles": [{}]}      | bundles[0].id: an id was expected
                    {"id": "a:b:1", "bundles": {}}        | bundles: an array in square brackets
                    {"id": "a:b:1", "bundles": []}        | bundles: there is no bundle
                    {"id": "a:b:1"}                       | bundles: there is no bundle
                    {"id": "a:b", "bundles": [{"id": "x:y:1"}]} | id: “a:b” is not group:artifact:version
                    {"id": 7, "bundles": [{"id": "x:y:1"}]} | id: a text in quotes
                    {"bundles": [{"id": "x:y:1"}]}        | id: an id was expected
                    {"feature-resource-version": "2.0", "id": "a:b:1", "bundles": [{"id": "x:y:1"}]} | only "1.0"
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}], "variables": {}} | variables: there is no such key
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}], "extensions": {"other": {}}} | extensions.other: not known here
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}], "configurations": {"p": 1}} | configurations.p: an object
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}], "extensions": {"stoa.start": {"type": "TEXT", "text": ["maybe"]}}} | ["on"] or ["off"]
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}], "extensions": {"stoa.requires": {"type": "TEXT", "artifacts": []}}} | "ARTIFACTS" was expected
                    {"id": "a:b:1", "bundles": [{"id": "x:y:1"}] | line 1: a comma or
                    []                                    | line 1: an object
                    """)
    void refusesWhatItDoesNotUnderstand(String text, String complaint) {
        assertThatThrownBy(() -> FeatureReader.read("bad.json", text))
                .isInstanceOf(FeatureException.class)
                .hasMessageStartingWith("bad.json, ")
                .hasMessageContaining(complaint);
    }

    @Test
    void namesAFileThatIsNoText(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.json"), new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> FeatureReader.read(file)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> FeatureReader.read(folder.resolve("none.json")))
                .hasMessageContaining("cannot read");
    }

    /** The distribution's own: the same reader, with the versions that the build puts in. */
    @Test
    void theDistributionsFeaturesAreUnderstood() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../../features"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file).replaceAll("\\$\\{[a-z0-9.]+}", "1.0");
                Feature feature = FeatureReader.read(file.getFileName().toString(), text);
                assertThat(file.getFileName()).hasToString(feature.name() + ".json");
                assertThat(feature.starts()).isTrue();
            }
        }
    }

    private static final String PLACED =
            """
            {"id": "a:mood:1", "bundles": [{"id": "a:mood:1"}],
             "extensions": {"stoa.places": {"type": "TEXT", "text": %s}}}
            """;

    @Test
    void aFeatureIsForServersUnlessItSaysSo() {
        Feature usual =
                FeatureReader.read(
                        "mood.json",
                        """
                        {"id": "a:mood:1", "bundles": [{"id": "a:mood:1"}]}
                        """);
        Feature anywhere =
                FeatureReader.read("mood.json", PLACED.formatted("[\"server\", \"gateway\"]"));
        Feature gateway = FeatureReader.read("mood.json", PLACED.formatted("[\"gateway\"]"));

        assertThat(usual.places()).containsExactly(Place.SERVER);
        assertThat(anywhere.places()).containsExactlyInAnyOrder(Place.values());
        assertThat(gateway.places()).containsExactly(Place.GATEWAY);
        assertThat(FeatureReader.read("again.json", gateway.toJson().pretty())).isEqualTo(gateway);
        assertThatThrownBy(() -> FeatureReader.read("m.json", PLACED.formatted("[\"moon\"]")))
                .hasMessageContaining("extensions.stoa.places.text");
    }

    @Test
    void whereAFeatureDoesNotRunItSaysSo() {
        Feature gateway = FeatureReader.read("mood.json", PLACED.formatted("[\"gateway\"]"));

        assertThatThrownBy(() -> gateway.require(Place.SERVER))
                .hasMessageContaining("feature mood is for a gateway outside of its server")
                .hasMessageContaining("stoa gateway run");
        gateway.require(Place.GATEWAY);
    }
}
