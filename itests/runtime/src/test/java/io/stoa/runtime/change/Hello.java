package io.stoa.runtime.change;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Versions of the sample feature of {@code examples/hello}, made of the sources that people read
 * there. Where the examples are, the system property {@code stoa.examples} says.
 *
 * @param maker makes the bundles
 */
record Hello(BundleMaker maker) {

    static final String NAME = "org.example.hello";

    private static final Path PROJECT = Path.of(System.getProperty("stoa.examples", ""), "hello");
    private static final String GREETING = "default \"Hello\"";
    private static final String ACTIVATED = "this.config = config;";

    /** As it is. */
    Path asItIs() {
        return maker.make(NAME, "1.0.0", sources());
    }

    /** One that greets by another word. */
    Path greeting(String version, String word) {
        return changed(version, GREETING, "default \"" + word + "\"");
    }

    /** One whose constructor throws. */
    Path thrower(String version) {
        return changed(
                version,
                ACTIVATED,
                ACTIVATED + " if (true) throw new IllegalStateException(\"lost for words\");");
    }

    /** The feature that has the bundle, its jar beside it. */
    Path feature() {
        try {
            return Files.copy(PROJECT.resolve("hello.json"), asItIs().resolveSibling("hello.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same in one file. */
    Path archive() {
        Path json = feature();
        Path jar = json.resolveSibling(NAME + "-1.0.0.jar");
        Path archive = json.resolveSibling("hello.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] bytes = Files.readAllBytes(jar);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String sum = HexFormat.of().formatHex(hash) + "  " + jar.getFileName() + "\n";
            put(zip, "hello.json", Files.readAllBytes(json));
            put(zip, "repo/" + jar.getFileName(), bytes);
            put(zip, "repo/SHA256SUMS", sum.getBytes(StandardCharsets.UTF_8));
            return archive;
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private Path changed(String version, String before, String after) {
        Map<String, String> sources = sources();
        String handler = sources.getOrDefault("HelloHandler", "");
        if (!handler.contains(before)) {
            throw new AssertionError("the example does not say any more: " + before);
        }
        sources.put("HelloHandler", handler.replace(before, after));
        return maker.make(NAME, version, sources);
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        Path folder = PROJECT.resolve("src/main/java/org/example/hello");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.put(name, Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sources;
    }
}
