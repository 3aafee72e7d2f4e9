package io.stoa.architecture;

import io.stoa.architecture.Bundle.Clause;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the built manifests say. */
final class ManifestTest {

    /** A store that is not named literally is one of the name "null", which nobody declares. */
    private static final Pattern STORE =
            Pattern.compile("new StoreSpec<[^(]*\\((?:\\s*\"([a-z0-9-]+)\",\\s*([0-9]+),)?");

    private final SourceTree tree = SourceTree.ofTheBuild();
    private final List<Bundle> bundles = tree.bundles();
    private final Matrix matrix = new Matrix(bundles);

    @Test
    void everyBundleIsBuilt() {
        Violations violations =
                new Violations(
                        "Name the folder in bundles/pom.xml, then ./stoa build: these tests read"
                                + " what the build has made.");
        String modules = Text.read(tree.root().resolve("bundles/pom.xml"));
        for (Bundle bundle : bundles) {
            violations.addUnless(
                    modules.contains("<module>" + bundle.path() + "</module>"),
                    bundle.path() + " is not a module");
            violations.addUnless(bundle.isBuilt(), bundle.path() + " is not built");
        }
        violations.assertNone();
    }

    @Test
    void theFolderGivesTheName() {
        Violations violations =
                new Violations(
                        "One name: bundles/im/mam = io.stoa.im.mam = package = PID; in model, api"
                                + " and testing the group is left out.");
        for (Bundle bundle : built()) {
            String name = bundle.header("Bundle-SymbolicName");
            violations.addUnless(
                    name.equals(bundle.symbolicName()), bundle.path() + " calls itself " + name);
            violations.addUnless(
                    !bundle.header("Bundle-Description").isEmpty(),
                    bundle.path() + " has no <description> in its pom.xml");
        }
        violations.assertNone();
    }

    @Test
    void packagesAreNamedLikeTheirBundle() {
        Violations violations =
                new Violations("A bundle has one package of its own name, and packages below it.");
        for (Bundle bundle : built()) {
            String own = bundle.symbolicName();
            for (Clause clause : bundle.clauses("Private-Package")) {
                String name = clause.name();
                violations.addUnless(
                        name.equals(own)
                                || name.startsWith(own + ".")
                                || matrix.granted(bundle, name),
                        bundle.path() + " contains " + name);
            }
        }
        violations.assertNone();
    }

    @Test
    void onlyModelAndApiExport() {
        Violations violations =
                new Violations(
                        "Law 1: only model/ and api/ export. What others must know of you is a"
                                + " port in api/; what they must not, needs no export.");
        for (Bundle bundle : built()) {
            for (Clause clause : bundle.clauses("Export-Package")) {
                boolean own =
                        bundle.isWrapper()
                                || (bundle.mayExport()
                                        && clause.name().equals(bundle.symbolicName()));
                violations.addUnless(own, bundle.path() + " exports " + clause.name());
            }
        }
        violations.assertNone();
    }

    @Test
    void exportedPackagesHaveAVersion() {
        Violations violations =
                new Violations("Put @Export and @Version(\"1.0.0\") on the package-info.java.");
        for (Bundle bundle : built()) {
            if (bundle.mayExport()) {
                boolean versioned =
                        bundle.clauses("Export-Package").stream()
                                .anyMatch(it -> !it.attribute("version").isEmpty());
                violations.addUnless(versioned, bundle.path());
            }
        }
        violations.assertNone();
    }

    @Test
    void importsFollowTheMatrix() {
        Violations violations =
                new Violations(
                        "A bundle knows model/, api/, the JDK, DS and at most one library"
                                + " (docs/architecture.md, Dependencies). To use another feature,"
                                + " use or make a port in api/; a library is granted in"
                                + " third-party.txt.");
        for (Bundle bundle : built()) {
            if (bundle.isWrapper() || bundle.group().equals("testing")) {
                continue;
            }
            for (Clause clause : bundle.clauses("Import-Package")) {
                matrix.objection(bundle, clause.name())
                        .ifPresent(
                                why ->
                                        violations.add(
                                                bundle.path()
                                                        + " imports "
                                                        + clause.name()
                                                        + ": "
                                                        + why));
            }
        }
        violations.assertNone();
    }

    @Test
    void aLibraryHasOneBundle() {
        Violations violations =
                new Violations("A library belongs to one bundle; others use a port of api/.");
        Matrix.sharedLibraries().forEach(violations::add);
        violations.assertNone();
    }

    @Test
    void nothingIsWiredByGuessing() {
        Violations violations =
                new Violations(
                        "A feature is found as a service: @Reference, optional or dynamic. Never"
                                + " by its classes.");
        for (Bundle bundle : built()) {
            for (String header :
                    List.of("DynamicImport-Package", "Require-Bundle", "Bundle-Activator")) {
                violations.addUnless(
                        bundle.header(header).isEmpty() || container(bundle, header),
                        bundle.path() + " has " + header);
            }
            if (!bundle.isWrapper()) {
                bundle.clauses("Import-Package").stream()
                        .filter(it -> it.attribute("resolution:").equals("optional"))
                        .forEach(it -> violations.add(bundle.path() + " guesses at " + it.name()));
            }
        }
        violations.assertNone();
    }

    /** Law 4 knows one place where there are no components yet. */
    private static boolean container(Bundle bundle, String header) {
        return header.equals("Bundle-Activator") && bundle.group().equals("core");
    }

    @Test
    void capabilitiesAreReadable() {
        Violations violations =
                new Violations(
                        "@Xep(number = \"0199\", version = \"2.0.1\"), @Rfc(number = \"6121\","
                                + " section = \"2\"): the number with four digits.");
        for (Bundle bundle : built()) {
            for (String space : List.of("stoa.xep", "stoa.rfc")) {
                for (Clause clause : bundle.capabilities(space)) {
                    violations.addUnless(
                            clause.attribute("number").matches("[0-9]{4}"),
                            bundle.path() + ": " + space + " " + clause.attributes());
                }
            }
            bundle.clauses("Provide-Capability").stream()
                    .filter(it -> !it.name().matches("(stoa|osgi)\\.[a-z.]+"))
                    .forEach(it -> violations.add(bundle.path() + " provides " + it.name()));
        }
        violations.assertNone();
    }

    @Test
    void whatABundleKeepsStandsInItsManifest() {
        Violations violations =
                new Violations(
                        "For every StoreSpec, which names its store and version literally,"
                            + " @Keeps(store = \"roster\", version = 1) on the package-info.java of"
                            + " the bundle: it can be compared with a database there.");
        List<Path> sources = tree.mainJavaFiles();
        for (Bundle bundle : built()) {
            if (!bundle.isWrapper() && !bundle.group().equals("testing")) {
                List<String> kept = kept(bundle, sources);
                List<String> declared =
                        bundle.capabilities("stoa.store").stream()
                                .map(it -> it.attribute("name") + " " + it.attribute("schema"))
                                .sorted()
                                .toList();
                violations.addUnless(
                        kept.equals(declared),
                        bundle.path() + " keeps " + kept + " and declares " + declared);
            }
        }
        violations.assertNone();
    }

    private List<String> kept(Bundle bundle, List<Path> sources) {
        return sources.stream()
                .filter(it -> it.startsWith("bundles/" + bundle.path()))
                .map(tree::read)
                .flatMap(it -> STORE.matcher(it).results())
                .map(it -> it.group(1) + " " + it.group(2))
                .sorted()
                .toList();
    }

    private List<Bundle> built() {
        return bundles.stream().filter(Bundle::isBuilt).toList();
    }
}
