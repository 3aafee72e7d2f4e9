package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A bundle of core is replaced, and is what runs after a restart as well, alone: the launcher knows
 * only the distribution's core. One that core stands on is not.
 */
class CoreUpdateIT {

    private static final String STREAMS = "io.stoa.core.stream";
    private static final String ROUTER = "io.stoa.core.router";

    @TempDir Path folder;

    /** The distribution's bundle under another version. */
    private Path newer(String bundle) throws IOException {
        Path jar = folder.resolve(bundle + "-9.0.0.jar");
        try (JarFile shipped = new JarFile(shipped(bundle).toFile())) {
            Manifest manifest = shipped.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", "9.0.0");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream to = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : Collections.list(shipped.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        shipped.getInputStream(entry).transferTo(to);
                        to.closeEntry();
                    }
                }
            }
        }
        return jar;
    }

    private static Path shipped(String bundle) throws IOException {
        Path repo = Path.of(System.getProperty("stoa.dist", ""), "repo");
        try (var jars = Files.newDirectoryStream(repo, bundle + "-*.jar")) {
            return jars.iterator().next();
        }
    }

    private static String running(RuntimeProcess server, String bundle) {
        return server.call("bundle", "list", bundle, "--json");
    }

    @Test
    void anUpdateOfCoreIsThereAloneAfterARestart() throws IOException {
        Path data = folder.resolve("data");
        String before;
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            before = running(server, STREAMS);
            refused(server);
            server.call("feature", "update", "core", newer(STREAMS).toString(), "--yes");
            assertThat(running(server, STREAMS)).contains("9.0.0").containsOnlyOnce(STREAMS);
            server.stop();
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            assertThat(running(server, STREAMS)).contains("9.0.0").containsOnlyOnce(STREAMS);
            assertThat(server.call("status")).contains("works");
            server.call("feature", "rollback", "core", "--yes");
            server.stop();
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            assertThat(running(server, STREAMS)).containsOnlyOnce(STREAMS).doesNotContain("9.0.0");
            assertThat(before).containsOnlyOnce(STREAMS);
        }
    }

    /** Core stands on it, and with it on every feature. */
    private void refused(RuntimeProcess server) throws IOException {
        String jar = newer(ROUTER).toString();
        assertThatThrownBy(() -> server.call("feature", "update", "core", jar, "--yes"))
                .hasMessageContaining("core stands on " + ROUTER)
                .hasMessageContaining("restart the server");
        assertThat(running(server, ROUTER)).containsOnlyOnce(ROUTER).doesNotContain("9.0.0");
        assertThat(server.call("status")).contains("works");
    }
}
