package io.stoa.core.lifecycle.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes files so that after a crash there is the old one or the new one, whole. Stateless. */
public final class Durable {

    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

    private Durable() {}

    /** Writes a text. */
    public static void write(Path file, String text) throws IOException {
        Path part = part(file);
        try (FileChannel out = open(part)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Adds a line. */
    public static void append(Path file, String line) throws IOException {
        Files.createDirectories(parent(file));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Copies a file. */
    public static void copy(Path from, Path to) throws IOException {
        Path part = part(to);
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = open(part)) {
            byte[] chunk = new byte[64 * 1024];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a folder and what is in it; what cannot be deleted stays, and is logged. */
    public static void deleteAll(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            LOG.warn("cannot delete {}: {}", folder, failure.toString());
        }
    }

    private static Path part(Path file) throws IOException {
        Files.createDirectories(parent(file));
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
