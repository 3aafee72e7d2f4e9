package io.stoa.architecture;

import io.stoa.architecture.Settings.Setting;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of config/ say what the code says. */
final class ConfigurationTest {

    private static final String INSTEAD =
            "config/<symbolic name>.cfg shows every setting with its default, 'key = value', under"
                    + " a # sentence that says what it does, in the order of the code.";

    private final SourceTree tree = SourceTree.ofTheBuild();
    private final List<Bundle> bundles = tree.bundles().stream().filter(Bundle::isBuilt).toList();

    @Test
    void everySettingStandsInItsFileWithItsDefault() {
        Violations violations = new Violations(INSTEAD);
        for (Bundle bundle : bundles) {
            for (Settings settings : bundle.settings()) {
                Path file = tree.root().resolve("config/" + settings.pid() + ".cfg");
                if (Files.exists(file)) {
                    compare(settings, values(Text.read(file)), violations);
                } else {
                    violations.add("config/" + settings.pid() + ".cfg is missing");
                }
            }
        }
        violations.assertNone();
    }

    @Test
    void everyFileBelongsToABundle() {
        Violations violations =
                new Violations("No bundle describes this configuration: remove it or rename it.");
        List<String> pids =
                bundles.stream().flatMap(it -> it.settings().stream()).map(Settings::pid).toList();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            violations.addUnless(
                    pids.contains(name.substring(0, name.length() - ".cfg".length())),
                    file.toString());
        }
        violations.assertNone();
    }

    @Test
    void everySettingIsExplained() {
        Violations violations = new Violations(INSTEAD);
        for (Path file : files()) {
            String before = "";
            for (String line : tree.read(file).lines().toList()) {
                violations.addUnless(
                        line.isBlank() || line.startsWith("#") || before.startsWith("# "),
                        file + ": " + line);
                before = line;
            }
        }
        violations.assertNone();
    }

    @Test
    void profilesSetWhatThereIs() {
        Violations violations =
                new Violations("A profile has lines 'PID:key = value' for settings that exist.");
        List<String> names =
                bundles.stream()
                        .flatMap(it -> it.settings().stream())
                        .flatMap(
                                it -> it.settings().stream().map(key -> it.pid() + ":" + key.key()))
                        .toList();
        tree.files().stream()
                .filter(it -> it.startsWith("config/profiles"))
                .flatMap(it -> values(tree.read(it)).keySet().stream())
                .filter(it -> !names.contains(it))
                .forEach(violations::add);
        violations.assertNone();
    }

    private List<Path> files() {
        return tree.files().stream()
                .filter(it -> it.startsWith("config") && it.toString().endsWith(".cfg"))
                .filter(it -> it.getFileName().toString().startsWith("io.stoa."))
                .toList();
    }

    private static void compare(
            Settings settings, Map<String, String> values, Violations violations) {
        List<String> keys = new ArrayList<>();
        for (Setting setting : settings.settings()) {
            keys.add(setting.key());
            String value = values.get(setting.key());
            if (value == null) {
                violations.add(settings.pid() + " lacks " + setting.key());
            } else if (!normal(value).equals(normal(setting.fallback()))) {
                violations.add(
                        "%s: %s = %s, but the default is %s"
                                .formatted(
                                        settings.pid(), setting.key(), value, setting.fallback()));
            }
        }
        values.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> violations.add(settings.pid() + " has no setting " + key));
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .forEach(
                        line ->
                                values.put(
                                        line.substring(0, line.indexOf('=')).strip(),
                                        line.substring(line.indexOf('=') + 1).strip()));
        return values;
    }

    /** A list is written with or without blanks. */
    private static String normal(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .collect(Collectors.joining(","));
    }
}
