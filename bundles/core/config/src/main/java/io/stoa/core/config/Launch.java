package io.stoa.core.config;

import org.osgi.framework.BundleContext;

import java.nio.file.Path;
import java.util.List;

/**
 * What the server was started with.
 *
 * @param home the distribution
 * @param data the data directory
 * @param profile the profile's name, "" for none
 * @param overrides {@code PID:key=value} of the command line
 * @param portOffset what is added to every port
 * @param domain the domain of the command line, "" for none
 */
record Launch(
        Path home,
        Path data,
        String profile,
        List<String> overrides,
        int portOffset,
        String domain) {

    Launch {
        overrides = List.copyOf(overrides);
    }

    static Launch of(BundleContext context) {
        return new Launch(
                Path.of(property(context, "stoa.home", ".")),
                Path.of(property(context, "stoa.data", "data")),
                property(context, "stoa.profile", ""),
                property(context, "stoa.set", "").lines().toList(),
                Integer.parseInt(property(context, "stoa.port.offset", "0")),
                property(context, "stoa.domain", ""));
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** Returns the directory of the distribution's files. */
    Path shipped() {
        return home.resolve("config");
    }

    /** Returns the directory of the administrator's own files. */
    Path own() {
        return data.resolve("config");
    }
}
