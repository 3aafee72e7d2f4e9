package io.stoa.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A named set-up: {@code config/profiles/NAME.cfg}.
 *
 * @param name its name, "" for none
 * @param loopbackOnly whether every address must be this machine's own
 * @param settings what it sets
 */
record Profile(String name, boolean loopbackOnly, List<Setting> settings) {

    private static final String LOOPBACK_ONLY = "loopback only";

    Profile {
        settings = List.copyOf(settings);
    }

    /** Reads a profile; an empty name is none. */
    static Profile read(Path home, String name) {
        if (name.isEmpty()) {
            return new Profile("", false, List.of());
        }
        Path directory = home.resolve("config").resolve("profiles");
        Path file = directory.resolve(name + ConfigFiles.SUFFIX);
        if (!name.matches("[a-z0-9-]+") || !Files.exists(file)) {
            throw new ConfigException(
                    "there is no profile “" + name + "”; there are: " + names(directory));
        }
        boolean loopbackOnly = false;
        List<Setting> settings = new ArrayList<>();
        int number = 0;
        for (String line : ConfigFiles.lines(file)) {
            number++;
            if (line.strip().equals(LOOPBACK_ONLY)) {
                loopbackOnly = true;
            } else if (ConfigFiles.said(line)) {
                settings.add(Setting.parse(line, file + ":" + number));
            }
        }
        return new Profile(name, loopbackOnly, settings);
    }

    private static String names(Path directory) {
        return String.join(
                ", ",
                ConfigFiles.files(directory).stream()
                        .map(file -> file.getFileName().toString().replace(ConfigFiles.SUFFIX, ""))
                        .toList());
    }
}
