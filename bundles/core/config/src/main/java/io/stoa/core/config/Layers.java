package io.stoa.core.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays what was said in several places over one another: the distribution's files, the
 * administrator's own, the profile, the command line; the last word counts.
 */
final class Layers {

    static final String COMMAND_LINE = "--set";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final int LAST_PORT = 65535;

    private final Launch launch;

    Layers(Launch launch) {
        this.launch = launch;
    }

    /**
     * Reads everything.
     *
     * @return the settings by {@code PID:key}
     * @throws ConfigException when a line cannot be read, or the profile forbids a value
     */
    SequencedMap<String, Setting> read() {
        Profile profile = Profile.read(launch.home(), launch.profile());
        List<Setting> said = new ArrayList<>();
        said.addAll(ConfigFiles.directory(launch.shipped()));
        said.addAll(ConfigFiles.directory(launch.own()));
        said.addAll(profile.settings());
        for (String override : launch.overrides()) {
            said.add(Setting.parse(override, COMMAND_LINE + " " + override));
        }
        SequencedMap<String, Setting> settings = new LinkedHashMap<>();
        for (Setting setting : said) {
            settings.put(setting.name(), shifted(substituted(setting)));
        }
        if (profile.loopbackOnly()) {
            settings.values().forEach(setting -> checkLoopback(profile, setting));
        }
        return settings;
    }

    private Setting substituted(Setting setting) {
        Map<String, String> variables =
                Map.of(
                        "stoa.home", launch.home().toString(),
                        "stoa.data", launch.data().toString());
        Matcher found = VARIABLE.matcher(setting.value());
        String value =
                found.replaceAll(
                        variable -> {
                            String replacement = variables.get(variable.group(1));
                            if (replacement == null) {
                                throw new ConfigException(
                                        setting.source()
                                                + ": "
                                                + variable.group()
                                                + " means nothing; there are ${stoa.data} and"
                                                + " ${stoa.home}");
                            }
                            return Matcher.quoteReplacement(replacement);
                        });
        return setting.withValue(value);
    }

    /** Adds the offset to a port; 0 and −1, which are no ports, stay. */
    private Setting shifted(Setting setting) {
        if (launch.portOffset() == 0 || !names(setting, "port")) {
            return setting;
        }
        if (!setting.value().matches("[1-9]\\d{0,4}")) {
            return setting;
        }
        int port = Integer.parseInt(setting.value()) + launch.portOffset();
        if (port > LAST_PORT) {
            throw new ConfigException(
                    "--port-offset %d is too much: %s would be %d"
                            .formatted(launch.portOffset(), setting.name(), port));
        }
        return setting.withValue(Integer.toString(port));
    }

    private static boolean names(Setting setting, String what) {
        return setting.key().equals(what) || setting.key().endsWith("." + what);
    }

    private static void checkLoopback(Profile profile, Setting setting) {
        if (names(setting, "address") && !loopback(setting.value())) {
            throw new ConfigException(
                    "%s: profile %s listens on this machine only and refuses %s = %s; leave the profile out, or take 127.0.0.1 or ::1"
                            .formatted(
                                    setting.source(),
                                    profile.name(),
                                    setting.name(),
                                    setting.value()));
        }
    }

    /** Takes IP addresses only: what a name means may change. */
    private static boolean loopback(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException malformed) {
            return false; // not an IP address after all
        }
    }
}
