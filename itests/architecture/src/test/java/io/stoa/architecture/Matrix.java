package io.stoa.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may import what: docs/architecture.md, "Dependencies". Immutable.
 *
 * @param bundles all bundles
 */
record Matrix(List<Bundle> bundles) {

    /** A line of third-party.txt. */
    private record Grant(String bundle, String prefix) {

        boolean covers(String candidate) {
            return candidate.equals(prefix) || candidate.startsWith(prefix + ".");
        }
    }

    private static final Set<String> OF_THE_JDK =
            ModuleLayer.boot().modules().stream()
                    .flatMap(module -> module.getDescriptor().exports().stream())
                    .filter(export -> !export.isQualified())
                    .map(export -> export.source())
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * What of OSGi is for everybody: Declarative Services and the HTTP Whiteboard. Of the framework
     * itself {@link ClassTest} allows the bundle's own name and version.
     */
    private static final List<String> OF_OSGI =
            List.of(
                    "org.osgi.service.component",
                    "org.osgi.service.servlet",
                    "org.osgi.service.metatype.annotations");

    private static final List<Grant> GRANTS =
            Resources.lines("third-party.txt").stream()
                    .map(line -> line.split("\\s+"))
                    .map(words -> new Grant(words[0], words[1]))
                    .toList();

    /** Says why a bundle must not import a package, empty when it may. */
    Optional<String> objection(Bundle bundle, String imported) {
        if (imported.startsWith("io.stoa.")) {
            return objectionToOurs(bundle, imported);
        }
        if (imported.startsWith("org.osgi.")) {
            return objectionToOsgi(bundle, imported);
        }
        boolean free =
                OF_THE_JDK.contains(imported)
                        || imported.startsWith("org.slf4j")
                        || imported.equals("org.jspecify.annotations");
        return free || granted(bundle, imported)
                ? Optional.empty()
                : Optional.of("not in third-party.txt");
    }

    /** Tells whether third-party.txt grants a package to a bundle. */
    boolean granted(Bundle bundle, String name) {
        return GRANTS.stream()
                .anyMatch(grant -> grant.bundle().equals(bundle.path()) && grant.covers(name));
    }

    private Optional<String> objectionToOurs(Bundle bundle, String imported) {
        Optional<Bundle> exporter =
                bundles.stream()
                        .filter(Bundle::mayExport)
                        .filter(it -> it.symbolicName().equals(imported))
                        .findFirst();
        if (exporter.isEmpty()) {
            return Optional.of("it is not a package of model/ or api/");
        }
        boolean upwards = bundle.group().equals("model") && !exporter.get().group().equals("model");
        return upwards ? Optional.of("model/ knows nothing of api/") : Optional.empty();
    }

    private Optional<String> objectionToOsgi(Bundle bundle, String imported) {
        boolean forEverybody =
                imported.equals("org.osgi.framework")
                        || OF_OSGI.stream()
                                .anyMatch(
                                        it -> imported.equals(it) || imported.startsWith(it + "."));
        boolean container = bundle.group().equals("core") || bundle.group().equals("admin");
        return container || (forEverybody && !imported.endsWith(".runtime"))
                ? Optional.empty()
                : Optional.of("only core/ and admin/ speak to the container");
    }

    /** Returns the libraries that third-party.txt grants to more than one bundle or group. */
    static List<String> sharedLibraries() {
        return GRANTS.stream().collect(Collectors.groupingBy(Grant::prefix)).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " " + Arrays.toString(entry.getValue().toArray()))
                .toList();
    }
}
