package io.stoa.core.launcher;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the framework and puts the bundles of {@code bundles/NN/} into it, at start level NN. */
final class Container {

    private Container() {}

    static Framework create(UpOptions options) {
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.put(Constants.FRAMEWORK_STORAGE, options.data().resolve("cache").toString());
        // Everything is installed anew at every start; what an admin chose is kept elsewhere.
        properties.put(
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        properties.put("felix.log.level", "0"); // pax-logging hears the events
        properties.put("felix.service.urlhandlers", "false");
        properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        properties.put("org.ops4j.pax.logging.property.file", logback(options).toString());
        return new FrameworkFactory().newFramework(properties);
    }

    /** The administrator's own file, or the one that was shipped. */
    private static Path logback(UpOptions options) {
        Path own = options.data().resolve("config").resolve("logback.xml");
        return Files.exists(own) ? own : options.home().resolve("config").resolve("logback.xml");
    }

    /**
     * Installs every bundle, by reference: nothing is copied.
     *
     * @return the bundles in the order of their start levels
     */
    static List<Bundle> install(Path home, BundleContext context)
            throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (Path level : sorted(home.resolve("bundles"), "[0-9][0-9]")) {
            for (Path jar : sorted(level, "*.jar")) {
                Bundle bundle = context.installBundle("reference:" + jar.toUri());
                bundle.adapt(BundleStartLevel.class)
                        .setStartLevel(Integer.parseInt(level.getFileName().toString()));
                installed.add(bundle);
            }
        }
        if (installed.isEmpty()) {
            throw new LaunchException(1, "there are no bundles in " + home.resolve("bundles"));
        }
        return installed;
    }

    private static List<Path> sorted(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }
}
