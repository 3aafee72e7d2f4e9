package io.stoa.core.config;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes the administrator's own files in {@code DATA/config/}. They hold only what differs from
 * the distribution, so that a new version brings its new defaults with it.
 */
final class OwnFiles {

    static final String ROUTER = "io.stoa.core.router";
    static final String DOMAINS = "domains";
    private static final String README =
            """
            Files here change the configuration: PID.cfg with lines “key = value”.
            What can be said, and what it means, stands in the files of the same name in
            config/ of the distribution; copy the lines you want to change. The server sees
            a change at once; what it makes of it stands in log/stoa.log and is shown by
            stoa config list.
            """;

    private final Path directory;

    OwnFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory, and on the first start writes down the domain, for accounts belong to
     * it.
     *
     * @param wanted the domain of the command line, "" for none
     * @param usual the domain when none is said
     * @throws ConfigException when the data serve another domain, or it is not a domain
     */
    void prepare(String wanted, String usual) {
        make();
        Optional<String> present = read(ROUTER, DOMAINS);
        if (present.isEmpty()) {
            set(ROUTER, DOMAINS, domain(wanted.isEmpty() ? usual : wanted));
        } else if (!wanted.isEmpty() && !serves(present.get(), domain(wanted))) {
            throw new ConfigException(
                    "--domain %s: these data serve %s. To serve another domain, edit “domains” in %s, or start on other data with --data DIR"
                            .formatted(wanted, present.get(), file(ROUTER)));
        }
    }

    private static boolean serves(String domains, String wanted) {
        return Arrays.stream(domains.split(",")).map(String::strip).anyMatch(wanted::equals);
    }

    private static String domain(String text) {
        try {
            return BareJid.ofDomain(text).domain();
        } catch (JidException malformed) {
            throw new ConfigException(
                    "--domain %s: not a domain: %s".formatted(text, malformed.getMessage()),
                    malformed);
        }
    }

    private void make() {
        try {
            Files.createDirectories(directory);
            Path readme = directory.resolve("README");
            if (!Files.exists(readme)) {
                Files.writeString(readme, README);
            }
        } catch (IOException failure) {
            throw new ConfigException("cannot write to " + directory + ": " + failure, failure);
        }
    }

    Path file(String pid) {
        return directory.resolve(pid + ConfigFiles.SUFFIX);
    }

    /** Returns what the file says of a key. */
    Optional<String> read(String pid, String key) {
        return Files.exists(file(pid))
                ? ConfigFiles.file(file(pid)).stream()
                        .filter(setting -> setting.key().equals(key))
                        .map(Setting::value)
                        .reduce((earlier, later) -> later)
                : Optional.empty();
    }

    /** Sets a key, keeping every other line of the file. */
    void set(String pid, String key, String value) {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file(pid))) {
            lines.addAll(ConfigFiles.lines(file(pid)));
        }
        lines.removeIf(line -> says(line, key));
        lines.add(key + " = " + value);
        write(file(pid), lines);
    }

    /** Forgets what was said of a key; tells whether anything was. */
    boolean unset(String pid, String key) {
        if (read(pid, key).isEmpty()) {
            return false;
        }
        List<String> lines = new ArrayList<>(ConfigFiles.lines(file(pid)));
        lines.removeIf(line -> says(line, key));
        write(file(pid), lines);
        return true;
    }

    private static boolean says(String line, String key) {
        int equals = line.indexOf('=');
        return equals > 0 && line.substring(0, equals).strip().equals(key);
    }

    /** Replaces the file in one step: whoever reads it sees the old or the new one. */
    private static void write(Path file, List<String> lines) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new ConfigException("cannot write " + file + ": " + failure, failure);
        }
    }
}
