package io.stoa.core.lifecycle.feature;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars for tests. */
public final class Jars {

    private Jars() {}

    /** Makes a bundle with one file in it. */
    public static Path make(Path file, String name, String version, String content) {
        return make(file, name, version, content, Map.of());
    }

    /** Makes a bundle with one file in it and further headers in its manifest. */
    public static Path make(
            Path file, String name, String version, String content, Map<String, String> more) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!name.isEmpty()) {
            headers.putValue("Bundle-SymbolicName", name);
            headers.putValue("Bundle-Version", version);
        }
        more.forEach(headers::putValue);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("content.txt"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return file;
    }
}
