package io.stoa.core.lifecycle.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class ArchiveTest {

    private static final String JAR = "org.example.mood-1.0.jar";
    private static final String JSON =
            """
            {"id": "org.example:mood:1.0", "bundles": [{"id": "org.example:org.example.mood:1.0"}]}
            """;

    @TempDir Path folder;
    private byte[] jar = {};
    private String sums = "";
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @BeforeEach
    void pack() throws IOException {
        Path made = Jars.make(folder.resolve("made.jar"), "org.example.mood", "1.0", "calm");
        jar = Files.readAllBytes(made);
        sums = Sha256.of(made) + "  " + JAR + "\n";
        put("mood.json", JSON);
        entries.put("repo/" + JAR, jar);
        put("repo/SHA256SUMS", sums);
    }

    private void put(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path zip() throws IOException {
        Path file = folder.resolve("mood.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private Path unpack() throws IOException {
        return Archive.unpack(zip(), folder.resolve("unpacked"));
    }

    private void refused(String... words) throws IOException {
        Path zip = zip();
        assertThatThrownBy(() -> Archive.unpack(zip, folder.resolve("unpacked")))
                .isInstanceOf(FeatureException.class)
                .satisfies(
                        it -> assertThat(it.getMessage()).startsWith("mood.zip").contains(words));
        assertThat(folder.resolve("unpacked").resolve(Sha256.of(zip)).resolve("mood.json"))
                .doesNotExist();
    }

    @Test
    void aFeatureComesOutWithItsJarsBesideIt() throws IOException {
        put("README.md", "passed over");
        Path json = unpack();
        assertThat(FeatureReader.read(json).name()).isEqualTo("mood");
        assertThat(json.resolveSibling(JAR)).hasBinaryContent(jar);
        assertThat(unpack()).isEqualTo(json);
    }

    @Test
    void theLayoutMayBeMavens() throws IOException {
        entries.remove("repo/" + JAR);
        entries.put("repo/org/example/org.example.mood/1.0/" + JAR, jar);
        put("repo/SHA256SUMS", sums.replace(JAR, "./org/example/org.example.mood/1.0/" + JAR));
        assertThat(unpack().resolveSibling(JAR)).hasBinaryContent(jar);
    }

    @Test
    void theFeatureMaySayTheHashItself() throws IOException {
        entries.remove("repo/SHA256SUMS");
        String hash = sums.substring(0, 64);
        put("mood.json", JSON.replace("mood:1.0\"}", "mood:1.0\", \"sha256\": \"" + hash + "\"}"));
        assertThat(unpack().resolveSibling(JAR)).hasBinaryContent(jar);
    }

    @Test
    void aJarThatNobodyVouchesForIsRefused() throws IOException {
        entries.remove("repo/SHA256SUMS");
        refused("does not say what repo/" + JAR + " hashes to", "SHA256SUMS");
    }

    @Test
    void anAlteredJarIsRefused() throws IOException {
        jar[jar.length / 2] ^= 1;
        refused("does not have the SHA-256", "get the archive again");
    }

    @Test
    void aJarThatIsNoBundleOfTheFeatureIsRefused() throws IOException {
        entries.put("repo/org.example.mood-1.1.jar", jar);
        refused("mood.json does not name", "leave it out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../mood.jar",
                "repo/../../mood.jar",
                "/etc/mood.jar",
                "C:/mood.jar",
                "repo\\mood.jar",
                "a\nb.jar"
            })
    void aPathThatLeavesTheArchiveIsRefused(String name) throws IOException {
        entries.put(name, jar);
        refused("no path inside of it");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(it -> it.endsWith("mood.jar"))).isEmpty();
        }
    }

    @Test
    void thereIsExactlyOneFeature() throws IOException {
        put("other.json", JSON);
        refused("more than one feature .json");
        entries.remove("other.json");
        entries.remove("mood.json");
        put("deep/mood.json", JSON);
        refused("no feature .json at its top", "repo/");
    }

    @Test
    void aBrokenFeatureIsNamedByItsKey() throws IOException {
        put("mood.json", "{\"id\": \"a:b:1\", \"bundels\": []}");
        Path zip = zip();
        assertThatThrownBy(() -> Archive.unpack(zip, folder.resolve("unpacked")))
                .hasMessageContaining("mood.json, bundels: there is no such key");
    }

    @Test
    void aBrokenLineOfSumsIsRefused() throws IOException {
        put("repo/SHA256SUMS", "cafe  " + JAR);
        refused("a line in repo/SHA256SUMS");
    }

    @Test
    void halfAnArchiveIsRefused() throws IOException {
        Path zip = zip();
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Archive.unpack(zip, folder.resolve("unpacked")))
                .hasMessageContaining("mood.zip is not a whole zip archive")
                .hasMessageContaining("copy it again");
        Files.writeString(zip, "not a zip at all");
        assertThatThrownBy(() -> Archive.unpack(zip, folder.resolve("unpacked")))
                .hasMessageContaining("not a whole zip archive");
    }

    @Test
    void sizesAndCountsAreBounded() throws IOException {
        put("padding.txt", "x".repeat(100));
        Path zip = zip();
        bounded(zip, new Archive.Limits(3, 1 << 20, 1 << 20), "has 4 entries; more than 3");
        bounded(zip, new Archive.Limits(9, 100, 1 << 20), "longer than an archive may be");
        bounded(zip, new Archive.Limits(9, 1 << 20, 100), "when it is unpacked");
        put("mood.json", " ".repeat(1 << 20) + JSON);
        refused("mood.json longer than 1 MiB");
    }

    private void bounded(Path zip, Archive.Limits limits, String words) {
        assertThatThrownBy(() -> Archive.unpack(zip, folder.resolve("unpacked"), limits))
                .isInstanceOf(FeatureException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aNameMayNotStandTwiceInAnotherCase() throws IOException {
        entries.put("REPO/" + JAR, jar);
        refused("twice");
    }
}
