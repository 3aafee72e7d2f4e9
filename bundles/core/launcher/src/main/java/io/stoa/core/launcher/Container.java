package io.stoa.core.launcher;

import io.stoa.json.Json;
import io.stoa.json.JsonException;
import io.stoa.json.JsonObject;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the framework and puts the bundles of the feature {@code core} into it; core/lifecycle, one
 * of them, installs the rest.
 */
final class Container {

    private static final String LEVEL = "bundleStartLevel";
    private static final int USUAL = 50;

    private Container() {}

    static Framework create(UpOptions options) {
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.put(Constants.FRAMEWORK_STORAGE, options.data().resolve("cache").toString());
        // Everything is installed anew at every start; what an admin chose is kept elsewhere.
        properties.put(
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        // core/lifecycle tries a new version beside the one that runs
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // what a feature has made for rooms outlives an update of rooms
        properties.put("ds.delayed.keepInstances", "true");
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
     * Installs the bundles of {@code features/core.json}, by reference: nothing is copied.
     *
     * @return the bundles in the order of the file
     */
    static List<Bundle> install(Path home, BundleContext context)
            throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (Json item : core(home.resolve("features").resolve("core.json"))) {
            JsonObject its = item instanceof JsonObject object ? object : JsonObject.EMPTY;
            String[] id = its.text("id").split(":", 3);
            Path jar = home.resolve("repo").resolve(id[1] + "-" + id[2] + ".jar");
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel((int) its.number(LEVEL, USUAL));
            installed.add(bundle);
        }
        return installed;
    }

    private static List<Json> core(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new LaunchException(1, "this is no distribution: there is no " + file);
        }
        try {
            List<Json> bundles = Json.object(Files.readString(file)).array("bundles");
            if (bundles.isEmpty() || !bundles.stream().allMatch(Container::isBundle)) {
                throw new LaunchException(1, file + " does not name its bundles as it should");
            }
            return bundles;
        } catch (JsonException wrong) {
            throw new LaunchException(1, file + ", " + wrong.getMessage(), wrong);
        }
    }

    private static boolean isBundle(Json item) {
        return item instanceof JsonObject its && its.text("id").split(":", -1).length == 3;
    }
}
