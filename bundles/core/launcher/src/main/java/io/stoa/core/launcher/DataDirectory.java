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
    private static final String GATEWAY = "gateway";

    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the directory when it is not there, and locks it.
     *
     * @param gateway whose data they are: a gateway's outside of its server, or "" for a server's
     * @throws LaunchException when another server runs on it, or it cannot be ours
     */
    static DataDirectory open(Path directory, String gateway) {
        try {
            boolean ours = Files.exists(directory.resolve(LOCK));
            prepare(directory);
            if (ours) {
                requireOwner(directory, gateway);
            }
            DataDirectory opened = lock(directory);
            if (!ours && !gateway.isEmpty()) {
                Files.writeString(directory.resolve(GATEWAY), gateway + "\n");
            }
            return opened;
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

    /** A server must not open its ports for a gateway's data, nor a gateway use a server's. */
    private static void requireOwner(Path directory, String gateway) {
        String owner = gateway(directory);
        if (!owner.equals(gateway)) {
            throw new LaunchException(
                    1,
                    "the data in "
                            + directory
                            + " are those of "
                            + (owner.isEmpty() ? "a server" : "the gateway " + owner)
                            + "; start that with: "
                            + command(directory)
                            + " --data "
                            + directory
                            + "\n      or name another directory with --data DIR");
        }
    }

    /** Returns the domain of the gateway whose data these are, "" when they are a server's. */
    private static String gateway(Path directory) {
        try {
            Path file = directory.resolve(GATEWAY);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            throw new LaunchException(
                    1, "cannot read " + directory.resolve(GATEWAY) + ": " + unreadable, unreadable);
        }
    }

    /** Returns the command that starts what has these data. */
    static String command(Path directory) {
        String gateway = gateway(directory);
        return gateway.isEmpty() ? "stoa up" : "stoa gateway run " + gateway;
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
