package io.stoa.admin.ssh;

import io.stoa.admin.AdminException;

import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may come in: {@code authorized_keys} in the data directory, as sshd(8) has it, without
 * options. Read anew for each log-in, so that a key that was removed opens nothing. Thread-safe.
 */
@Component(service = AuthorizedKeys.class)
public final class AuthorizedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedKeys.class);

    /**
     * A key.
     *
     * @param type its type, such as {@code ssh-ed25519}
     * @param fingerprint its fingerprint, such as {@code SHA256:…}
     * @param comment whose it is, or ""
     * @param line as it stands in the file
     * @param key the key itself
     */
    record Entry(String type, String fingerprint, String comment, String line, PublicKey key) {}

    private final Path folder;
    private final Lock lock = new ReentrantLock();

    /** Reads from the data directory. */
    @Activate
    public AuthorizedKeys(BundleContext context) {
        this(Path.of(String.valueOf(context.getProperty("stoa.data"))));
    }

    AuthorizedKeys(Path folder) {
        this.folder = folder;
    }

    /** Returns the data directory. */
    Path folder() {
        return folder;
    }

    private Path file() {
        return folder.resolve("authorized_keys");
    }

    /** Reads a line; empty when it is a comment. */
    static Optional<Entry> read(String line) throws IOException, GeneralSecurityException {
        AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.getLoginOptions().isEmpty()) {
            // an option restricts a key: to overlook one would give more than was meant
            throw new IOException("options before a key are not understood");
        }
        PublicKey key = entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        String comment = entry.getComment() == null ? "" : entry.getComment();
        return Optional.of(
                new Entry(
                        entry.getKeyType(),
                        KeyUtils.getFingerPrint(key),
                        comment,
                        line.strip(),
                        key));
    }

    /** Returns the keys; a line that is not understood is left out and logged. */
    List<Entry> all() {
        List<Entry> keys = new ArrayList<>();
        for (String line : lines()) {
            try {
                read(line).ifPresent(keys::add);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException malformed) {
                LOG.warn("a line of {} is no key: {}", file(), malformed.getMessage());
            }
        }
        return keys;
    }

    /** Finds a key. */
    Optional<Entry> find(PublicKey key) {
        return all().stream().filter(entry -> KeyUtils.compareKeys(entry.key(), key)).findFirst();
    }

    /** Adds a key. */
    Entry add(String line) {
        Entry added;
        try {
            added =
                    read(line.replace('\n', ' '))
                            .orElseThrow(() -> new AdminException("there is no key in that line"));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException malformed) {
            throw new AdminException(
                    "this is not a public key such as “ssh-ed25519 AAAA… juliet”: "
                            + malformed.getMessage());
        }
        lock.lock();
        try {
            if (find(added.key()).isPresent()) {
                throw new AdminException(added.fingerprint() + " is there already", true);
            }
            List<String> lines = new ArrayList<>(lines());
            lines.add(added.line());
            write(lines);
        } finally {
            lock.unlock();
        }
        return added;
    }

    /** Removes a key by its fingerprint. */
    void remove(String fingerprint) {
        lock.lock();
        try {
            Entry gone =
                    all().stream()
                            .filter(entry -> entry.fingerprint().equals(fingerprint))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new AdminException(
                                                    "there is no key "
                                                            + fingerprint
                                                            + "; stoa ssh key list shows them"));
            write(lines().stream().filter(line -> !line.strip().equals(gone.line())).toList());
        } finally {
            lock.unlock();
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(List<String> lines) {
        try {
            Path fresh =
                    Files.createTempFile(
                            folder,
                            "authorized_keys",
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, lines);
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new AdminException("cannot write " + file() + ": " + failure);
        }
    }
}
