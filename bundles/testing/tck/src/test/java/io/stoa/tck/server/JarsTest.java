package io.stoa.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.tck.broken.Raging;
import io.stoa.tck.broken.Thrower;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Other versions of a bundle are the same but for what was asked. */
class JarsTest {

    @TempDir private Path folder;

    private Jars jars = new Jars(Path.of(""), Path.of(""));

    @BeforeEach
    void make() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-SymbolicName", "org.example.mood");
        headers.putValue("Bundle-Version", "1.2.3");
        headers.putValue("Import-Package", "io.stoa.bus;version=\"[1,2)\"");
        headers.putValue("Service-Component", "OSGI-INF/mood.xml");
        Path file = folder.resolve("org.example.mood-1.2.3.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/mood.xml"));
            out.write("<x/>".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        Path made = Files.createDirectory(folder.resolve("made"));
        jars = new Jars(Jars.find(folder, "org.example.mood"), made);
    }

    @Test
    void aNewVersionDiffersInItsVersion() throws IOException {
        assertThat(jars.next(2)).isEqualTo("1.2.5");
        try (JarFile jar = new JarFile(jars.version("1.2.5").toFile())) {
            assertThat(header(jar, "Bundle-Version")).isEqualTo("1.2.5");
            assertThat(header(jar, "Service-Component")).isEqualTo("OSGI-INF/mood.xml");
            assertThat(jar.getEntry("OSGI-INF/mood.xml")).isNotNull();
        }
    }

    @Test
    void aBrokenVersionHasOneComponentMore() throws IOException {
        Jars.Part part = new Jars.Part(Thrower.class, true, "", "");
        try (JarFile jar = new JarFile(jars.with("1.2.4", part).toFile())) {
            assertThat(header(jar, "Service-Component"))
                    .isEqualTo("OSGI-INF/mood.xml,OSGI-INF/tck-Thrower.xml");
            assertThat(jar.getEntry("io/stoa/tck/broken/Thrower.class")).isNotNull();
        }
    }

    @Test
    void whatIsImportedIsNotImportedTwice() throws IOException {
        Jars.Part part = new Jars.Part(Raging.class, false, "", "io.stoa.bus;version=\"[1,2)\"");
        try (JarFile jar = new JarFile(jars.with("1.2.4", part).toFile())) {
            assertThat(header(jar, "Import-Package")).isEqualTo("io.stoa.bus;version=\"[1,2)\"");
        }
        try (JarFile jar = new JarFile(jars.importing("1.2.4", "a.b").toFile())) {
            assertThat(header(jar, "Import-Package"))
                    .isEqualTo("io.stoa.bus;version=\"[1,2)\",a.b");
        }
    }

    private static String header(JarFile jar, String name) throws IOException {
        return jar.getManifest().getMainAttributes().getValue(name);
    }
}
