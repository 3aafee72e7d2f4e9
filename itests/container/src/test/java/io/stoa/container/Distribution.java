package io.stoa.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.stoa.json.Json;
import io.stoa.json.JsonObject;

import org.ops4j.pax.exam.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The assembled distribution as Pax Exam's options: the jars of the feature {@code core} at their
 * start levels, with the properties that {@code io.stoa.core.launcher} sets; core/lifecycle
 * installs the others, as it does in life. Used outside of the framework only.
 */
final class Distribution {

    private static final int FEATURES = 50;

    private Distribution() {}

    /** Returns the distribution in the lab profile, on free ports, with an empty data directory. */
    static Option[] options() throws IOException {
        Path home = Path.of(System.getProperty("stoa.distribution")).toRealPath();
        Path scratch = Path.of(System.getProperty("stoa.scratch")).toRealPath();
        List<Option> options = new ArrayList<>();
        options.add(junitBundles());
        options.add(frameworkStartLevel(100));
        properties(home, Files.createTempDirectory(scratch, "data"))
                .forEach(
                        (key, value) -> {
                            options.add(frameworkProperty(key).value(value));
                            options.add(systemProperty(key).value(value));
                        });
        for (Json item : core(home)) {
            JsonObject its = (JsonObject) item;
            String[] id = its.text("id").split(":", 3);
            Path jar = home.resolve("repo").resolve(id[1] + "-" + id[2] + ".jar");
            options.add(
                    bundle(jar.toUri().toString())
                            .startLevel((int) its.number("bundleStartLevel", FEATURES)));
        }
        return options.toArray(Option[]::new);
    }

    private static Map<String, String> properties(Path home, Path data) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("stoa.home", home.toString());
        properties.put("stoa.data", data.toString());
        properties.put("stoa.ready.file", data.resolve("ready.json").toString());
        properties.put("stoa.profile", "lab");
        properties.put("stoa.domain", "localhost");
        properties.put("stoa.set", "io.stoa.net.mina:port=0\nio.stoa.net.mina:tls.port=0");
        properties.put("felix.log.level", "0");
        properties.put("org.osgi.framework.bsnversion", "multiple");
        properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        properties.put(
                "org.ops4j.pax.logging.property.file",
                Path.of("src/test/resources/logback-container.xml").toAbsolutePath().toString());
        return properties;
    }

    private static List<Json> core(Path home) throws IOException {
        Path file = home.resolve("features").resolve("core.json");
        return Json.object(Files.readString(file)).array("bundles");
    }
}
