package io.stoa.core.lifecycle.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

class JarTest {

    @TempDir Path folder;

    @Test
    void saysWhatItIs() throws IOException {
        Path file =
                Jars.make(folder.resolve("m.jar"), "org.example.mood;singleton:=true", "1.2", "x");
        Jar jar = Jar.read(file);
        assertThat(jar.name()).isEqualTo("org.example.mood");
        assertThat(jar.version()).isEqualTo("1.2");
        assertThat(jar.sha256()).isEqualTo(Sha256.of(file)).hasSize(64);
    }

    @Test
    void isNoBundleWithoutAName() {
        Path file = Jars.make(folder.resolve("m.jar"), "", "", "x");
        assertThatThrownBy(() -> Jar.read(file)).hasMessageContaining("Bundle-SymbolicName");
    }

    @Test
    void isNotReadWhenHalfOfItIsMissing() throws IOException {
        Path file = Jars.make(folder.resolve("m.jar"), "a", "1", "x".repeat(1000));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> Jar.read(file)).hasMessageContaining("copy it again");
    }

    @Test
    void isAFeatureOfItsOwnOrTakesAPlaceInOne() {
        Jar jar = Jar.read(Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.2.0", "x"));
        Feature own = Feature.of(jar);
        assertThat(own.id()).hasToString("local:org.example.mood:1.2.0");
        assertThat(own.bundles().getFirst().sha256()).isEqualTo(jar.sha256());

        FeatureBundle mood =
                new FeatureBundle(Coordinates.parse("o:org.example.mood:1.0.0"), 50, "");
        FeatureBundle other = new FeatureBundle(Coordinates.parse("o:other:1.0.0"), 10, "");
        assertThat(feature(mood).with(jar, mood).id().version()).isEqualTo("1.2.0");
        Feature two = feature(mood, other).with(jar, mood);
        assertThat(two.id().version()).startsWith("1.0.0+1.2.0.");
        assertThat(two.bundles()).contains(other).doesNotContain(mood);
        Jar next = Jar.read(Jars.make(folder.resolve("n.jar"), "org.example.mood", "1.3.0", "x"));
        Feature three = two.with(next, two.bundle("org.example.mood").orElseThrow());
        assertThat(three.id().version()).matches("1\\.0\\.0\\+1\\.3\\.0\\.[0-9a-f]{8}");
    }

    private static Feature feature(FeatureBundle... bundles) {
        Coordinates id = Coordinates.parse("o:mood:1.0.0");
        return new Feature(
                id, "Mood", "", List.of(bundles), Map.of(), List.of(), true, Set.of(Place.SERVER));
    }
}
