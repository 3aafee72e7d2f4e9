package io.stoa.storage.seal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file of the key: 32 bytes in base64, made at the first start, for the server's user alone.
 *
 * @param path where it is
 */
record KeyFile(Path path) {

    private static final int BYTES = 32;

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    /**
     * Reads the key, or makes one.
     *
     * @throws IllegalStateException with the remedy, when others could read it or it is no key
     */
    byte[] key() {
        try {
            return Files.exists(path) ? read() : make();
        } catch (IOException failure) {
            throw new IllegalStateException("the key " + path + " cannot be had", failure);
        }
    }

    private byte[] read() throws IOException {
        if (posix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new IllegalStateException(
                    "others may read the key " + path + ": chmod 600 " + path);
        }
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(path).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException(noKey(), malformed);
        }
        throw new IllegalStateException(noKey());
    }

    private String noKey() {
        return path + " is no key; restore it from a backup: without it nothing sealed opens";
    }

    /** Written beside and moved, so that no half a key is ever found. */
    private byte[] make() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            if (posix()) {
                Files.createFile(
                        fresh,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(fresh);
            }
        } catch (NoSuchFileException | FileAlreadyExistsException failure) {
            throw new IllegalStateException("the key " + path + " cannot be made", failure);
        }
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
