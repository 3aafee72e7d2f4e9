package io.stoa.runtime.change;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A disk of its own, in memory and small, which can be filled. Only root may mount one; without,
 * the test is left out.
 */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process mount =
                new ProcessBuilder(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=" + size,
                                "stoa-test",
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(mount.waitFor() == 0, "a disk cannot be mounted here: " + said);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    long free() throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.getUsableSpace();
    }

    /** Fills it until so many bytes are free. */
    void fill(long free) throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (free() >= free + CHUNK) {
            Files.write(filler(), chunk, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("umount", "-l", folder.toString()).inheritIO().start().onExit().join();
    }
}
