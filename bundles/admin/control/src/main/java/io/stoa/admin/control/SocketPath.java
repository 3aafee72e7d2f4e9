package io.stoa.admin.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the control socket is: {@code control.sock} in the data directory. The kernel takes a path
 * of about a hundred bytes only; when that is too long, the socket is in a fresh private directory
 * and {@code control.path} in the data directory says where.
 */
final class SocketPath {

    private static final int LONGEST = 100;

    private SocketPath() {}

    /** Returns a path on which nothing is, in a directory that is ours alone. */
    static Path prepare(Path data) throws IOException {
        Path usual = data.resolve("control.sock");
        Path pointer = data.resolve("control.path");
        Files.deleteIfExists(pointer);
        // The data directory is locked by us: a socket found here is a dead server's.
        Files.deleteIfExists(usual);
        if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return usual;
        }
        Path elsewhere =
                Files.createTempDirectory(
                                "stoa",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx------")))
                        .resolve("control.sock");
        Files.writeString(pointer, elsewhere + "\n");
        return elsewhere;
    }

    /** Takes away what {@link #prepare} and the socket have left. */
    static void remove(Path data, Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Path directory = socket.toAbsolutePath().getParent();
        if (directory != null && !directory.equals(data)) {
            Files.deleteIfExists(directory);
            Files.deleteIfExists(data.resolve("control.path"));
        }
    }
}
