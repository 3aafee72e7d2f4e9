package io.stoa.architecture;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Processor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A bundle of the source tree and what its build has made of it.
 *
 * @param path where it is under bundles/, such as {@code im/roster}
 * @param folder its folder
 */
public record Bundle(String path, Path folder) {

    /**
     * A clause of a manifest header.
     *
     * @param name what it is about: a package, a name space
     * @param attributes its attributes and directives, directives with a {@code :} at the end
     */
    public record Clause(String name, Attrs attributes) {

        /** Returns an attribute, "" when absent. */
        public String attribute(String key) {
            return Objects.toString(attributes.get(key), "");
        }
    }

    /** Returns the group, such as {@code im}. */
    public String group() {
        return path.substring(0, path.indexOf('/'));
    }

    /** Returns the symbolic name that the folder demands, which is its package and PID, too. */
    public String symbolicName() {
        return switch (group()) {
            case "model", "api", "testing" -> "io.stoa." + path.substring(path.indexOf('/') + 1);
            default -> "io.stoa." + path.replace('/', '.');
        };
    }

    /** Tells whether this bundle may export packages (law 1). */
    public boolean mayExport() {
        return group().equals("model") || group().equals("api");
    }

    /** Returns the folder of the classes. */
    public Path classes() {
        return folder.resolve("target/classes");
    }

    /** Tells whether the bundle was built. */
    public boolean isBuilt() {
        return Files.isRegularFile(manifestFile());
    }

    /** Returns a manifest header, "" when absent. */
    public String header(String name) {
        try (InputStream in = Files.newInputStream(manifestFile())) {
            return Objects.toString(new Manifest(in).getMainAttributes().getValue(name), "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the clauses of a manifest header, none when it is absent. */
    public List<Clause> clauses(String name) {
        Parameters parsed = OSGiHeader.parseHeader(header(name));
        List<Clause> clauses = new ArrayList<>();
        parsed.forEach(
                (key, attributes) ->
                        clauses.add(new Clause(Processor.removeDuplicateMarker(key), attributes)));
        return clauses;
    }

    /** Returns the capabilities of a name space that the manifest provides. */
    public List<Clause> capabilities(String namespace) {
        return clauses("Provide-Capability").stream()
                .filter(clause -> clause.name().equals(namespace))
                .toList();
    }

    /** Returns the DS components that the manifest names. */
    public List<Component> components() {
        return Arrays.stream(header("Service-Component").split(","))
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .map(file -> Component.read(classes().resolve(file)))
                .toList();
    }

    /** Returns the configurations that the metatype files describe. */
    public List<Settings> settings() {
        Path metatype = classes().resolve("OSGI-INF/metatype");
        if (!Files.isDirectory(metatype)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(metatype)) {
            return files.sorted().map(Settings::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells whether the bundle wraps a library and has no class of ours. */
    public boolean isWrapper() {
        return !Files.isDirectory(folder.resolve("src/main/java"));
    }

    private Path manifestFile() {
        return classes().resolve("META-INF/MANIFEST.MF");
    }
}
