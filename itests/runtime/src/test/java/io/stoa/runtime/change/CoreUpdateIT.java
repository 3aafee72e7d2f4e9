package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

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
 * only the distribution's core.
 */
class CoreUpdateIT {

    private static final String ROUTER = "io.stoa.core.router";

    @TempDir Path folder;

    /** The distribution's router under another version. */
    private Path newer() throws IOException {
        Path jar = folder.resolve(ROUTER + "-9.0.0.jar");
        try (JarFile shipped = new JarFile(shipped().toFile())) {
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

    private static Path shipped() throws IOException {
        Path repo = Path.of(System.getProperty("stoa.dist", ""), "repo");
        try (var jars = Files.newDirectoryStream(repo, ROUTER + "-*.jar")) {
            return jars.iterator().next();
        }
    }

    private static String routers(RuntimeProcess server) {
        return server.call("bundle", "list", ROUTER, "--json");
    }

    @Test
    void anUpdateOfCoreIsThereAloneAfterARestart() throws IOException {
        Path data = folder.resolve("data");
        String before;
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            before = routers(server);
            server.call("feature", "update", "core", newer().toString(), "--yes");
            assertThat(routers(server)).contains("9.0.0").containsOnlyOnce(ROUTER);
            server.stop();
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            assertThat(routers(server)).contains("9.0.0").containsOnlyOnce(ROUTER);
            assertThat(server.call("status")).contains("works");
            server.call("feature", "rollback", "core", "--yes");
            server.stop();
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            assertThat(routers(server)).containsOnlyOnce(ROUTER).doesNotContain("9.0.0");
            assertThat(before).containsOnlyOnce(ROUTER);
        }
    }
}
