package io.stoa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What has to be there besides the code: README, package-info, transcripts. */
final class BundleFilesTest {

    private static final List<String> HEADINGS =
            List.of("Implements", "Hooks", "Configuration", "Stores", "Commands", "Left out");

    /** The ports whose components stand on the way of a stanza. */
    private static final Set<String> ON_THE_PATH =
            Set.of(
                    "io.stoa.bus.IqHandler",
                    "io.stoa.bus.StanzaInterceptor",
                    "io.stoa.bus.PresenceHandler",
                    "io.stoa.bus.AbsenceHandler",
                    "io.stoa.bus.DomainService");

    private final SourceTree tree = SourceTree.ofTheBuild();
    private final List<Bundle> bundles = tree.bundles();

    @Test
    void thereAreBundles() {
        assertThat(bundles).extracting(Bundle::path).contains("model/jid", "api/bus", "core/bus");
    }

    @Test
    void everyBundleHasAReadme() {
        Violations violations =
                new Violations(
                        "A README.md begins with # and the symbolic name and has the headings "
                                + HEADINGS
                                + " in this order; where there is nothing to say, it says None.");
        for (Bundle bundle : bundles) {
            Path readme = bundle.folder().resolve("README.md");
            if (!Files.exists(readme)) {
                violations.add(bundle.path() + " has none");
                continue;
            }
            List<String> lines = Text.read(readme).lines().map(String::strip).toList();
            List<String> headings =
                    lines.stream()
                            .filter(it -> it.startsWith("## "))
                            .map(it -> it.substring(3))
                            .toList();
            violations.addUnless(headings.equals(HEADINGS), bundle.path() + " has " + headings);
            violations.addUnless(
                    lines.getFirst().equals("# " + bundle.symbolicName()),
                    bundle.path() + " is titled " + lines.getFirst());
        }
        violations.assertNone();
    }

    @Test
    void everyPackageIsNullMarked() {
        Violations violations =
                new Violations(
                        "A package-info.java says in a sentence what the package is, and has"
                                + " @NullMarked.");
        tree.mainJavaFiles().stream()
                .map(Path::getParent)
                .distinct()
                .forEach(
                        folder ->
                                violations.addUnless(
                                        isNullMarked(folder.resolve("package-info.java")),
                                        folder.toString()));
        violations.assertNone();
    }

    @Test
    void everyFeatureHasTranscripts() {
        Violations violations =
                new Violations(
                        "A feature on the path has a transcript for each use case, and one in"
                                + " which the server stops it, in itests/transcripts: the second"
                                + " line names it (bundles: info/ping), and one says"
                                + " 'server stops info/ping'.");
        List<String> transcripts = transcripts();
        for (Bundle bundle : bundles) {
            if (needsTranscripts(bundle)) {
                violations.addUnless(
                        transcripts.stream().anyMatch(it -> plays(it, bundle.path())),
                        bundle.path() + " has no transcript");
                violations.addUnless(
                        transcripts.stream()
                                .anyMatch(it -> it.contains("server stops " + bundle.path())),
                        bundle.path() + " is never stopped");
            }
        }
        violations.assertNone();
    }

    @Test
    void transcriptsNameTheirSpecificationAndBundles() {
        Violations violations =
                new Violations(
                        "A transcript begins with the use case, '# XEP-0199 §4.2: a client pings"
                                + " its server', then 'bundles:' and the features it needs.");
        for (Path file : transcriptFiles()) {
            List<String> lines = tree.read(file).lines().toList();
            violations.addUnless(
                    lines.getFirst().matches("# (XEP-\\d{4}|RFC \\d{4}).*: .*"),
                    file + ": " + lines.getFirst());
            List<String> named = lines.stream().filter(it -> it.startsWith("bundles:")).toList();
            violations.addUnless(named.size() == 1, file + " has no line bundles:");
            named.stream()
                    .flatMap(it -> List.of(it.substring(8).strip().split("\\s+")).stream())
                    .filter(it -> !it.isEmpty())
                    .filter(it -> bundles.stream().noneMatch(known -> known.path().equals(it)))
                    .forEach(it -> violations.add(file + " names " + it + ", which is no bundle"));
        }
        violations.assertNone();
    }

    /** What is negotiated for every transcript (RFC 6120) needs none of its own; a XEP does. */
    private static boolean needsTranscripts(Bundle bundle) {
        if (!bundle.isBuilt() || bundle.group().equals("core")) {
            return false;
        }
        if (bundle.group().equals("negotiation") && bundle.capabilities("stoa.xep").isEmpty()) {
            return false;
        }
        return bundle.components().stream()
                .flatMap(it -> it.services().stream())
                .anyMatch(ON_THE_PATH::contains);
    }

    private static boolean plays(String transcript, String bundle) {
        return transcript
                .lines()
                .filter(it -> it.startsWith("bundles:"))
                .anyMatch(it -> List.of(it.split("\\s+")).contains(bundle));
    }

    private boolean isNullMarked(Path file) {
        return Files.exists(tree.root().resolve(file)) && tree.read(file).contains("@NullMarked");
    }

    private List<Path> transcriptFiles() {
        return tree.files().stream().filter(it -> it.toString().endsWith(".xmpp")).toList();
    }

    private List<String> transcripts() {
        return transcriptFiles().stream().map(tree::read).toList();
    }
}
