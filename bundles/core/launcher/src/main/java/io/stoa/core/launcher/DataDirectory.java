package io.stoa.core.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;

/**
 * The data directory, ours alone while we run: readable by nobody else, and locked. The lock is the
 * operating system's, so that it ends with the process however that ends. Thread-safe.
 */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "stoa.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the directory when it is not there, and locks it.
     *
     * @throws LaunchException when another server runs on it, or it cannot be ours
     */
    static DataDirectory open(Path directory) {
        try {
            prepare(directory);
            return lock(directory);
        } catch (IOException failure) {
            throw new LaunchException(
                    1,
                    "cannot use the data directory "
                            + directory
                            + " ("
                            + failure
                            + "); name another one with --data DIR",
                    failure);
        }
    }

    private static void prepare(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
        } else if (!Files.exists(directory.resolve(LOCK)) && !empty(directory)) {
            throw new LaunchException(
                    1,
                    directory
                            + " is not empty and was not made by Stoa; name a new directory with"
                            + " --data DIR");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean empty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    private static DataDirectory lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            String pid =
                    pid(directory).stream()
                            .mapToObj(it -> " (pid " + it + ")")
                            .findFirst()
                            .orElse("");
            throw new LaunchException(
                    1,
                    "a server is already running on "
                            + directory
                            + pid
                            + "; stop it with: stoa stop --data "
                            + directory
                            + "\n      or start another one with: --data OTHER --port-offset 100");
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new DataDirectory(channel, lock);
    }

    /** Returns the pid of the server that has locked the directory, or had. */
    static OptionalLong pid(Path directory) {
        try {
            String text = Files.readString(directory.resolve(LOCK)).strip();
            return text.matches("\\d{1,18}")
                    ? OptionalLong.of(Long.parseLong(text))
                    : OptionalLong.empty();
        } catch (IOException absent) {
            return OptionalLong.empty(); // nobody has been here
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
