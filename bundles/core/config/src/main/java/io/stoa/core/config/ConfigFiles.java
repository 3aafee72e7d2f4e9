package io.stoa.core.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads configuration files: {@code key = value} lines, {@code #} comments, blank lines. A file is
 * named for the PID it configures.
 */
final class ConfigFiles {

    static final String SUFFIX = ".cfg";

    private ConfigFiles() {}

    /** Reads every {@code PID.cfg} of a directory, none when there is no directory. */
    static List<Setting> directory(Path directory) {
        List<Setting> settings = new ArrayList<>();
        for (Path file : files(directory)) {
            settings.addAll(file(file));
        }
        return settings;
    }

    static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.cfg")) {
                entries.forEach(files::add);
            } catch (IOException failure) {
                throw unreadable(directory, failure);
            }
        }
        files.sort(null);
        return files;
    }

    /** Reads one file. */
    static List<Setting> file(Path file) {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.length() - SUFFIX.length());
        List<Setting> settings = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (said(line)) {
                settings.add(setting(pid, line, file + ":" + number));
            }
        }
        return settings;
    }

    private static Setting setting(String pid, String line, String source) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : line.substring(0, equals).strip();
        if (!key.matches("[A-Za-z0-9._-]+")) {
            throw new ConfigException(
                    source + ": expected key = value, found “" + line.strip() + "”");
        }
        return new Setting(pid, key, line.substring(equals + 1).strip(), source);
    }

    /** Tells whether a line says anything. */
    static boolean said(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static ConfigException unreadable(Path file, IOException failure) {
        return new ConfigException("cannot read " + file + ": " + failure, failure);
    }
}
