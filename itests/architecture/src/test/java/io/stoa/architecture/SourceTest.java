package io.stoa.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.stoa.architecture.Audit.Finding;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sizes, names and words of the sources; most rules stand in the XML files beside this test. */
final class SourceTest {

    private static final int FILE = 400;
    private static final int PACKAGE = 20;
    private static final int API = 2500;

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void sourcesObeyTheRulesOfTheHouse() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Audit.of("all-sources.xml", tree, tree.javaFiles()));
        findings.addAll(Audit.of("main-sources.xml", tree, tree.mainJavaFiles()));
        findings.addAll(Audit.of("exported-sources.xml", tree, exported()));
        findings.addAll(tooLong());

        Exceptions exceptions = Exceptions.read();
        Violations violations =
                new Violations(
                        "A rule of the house is broken; CONTRIBUTING.md says why there are such"
                                + " rules. The word in brackets is the rule's id.");
        for (Finding finding : findings) {
            if (!exceptions.allow(finding)) {
                violations.add(line(finding));
            }
        }
        exceptions.unused().forEach(it -> violations.add("exceptions.txt, not needed: " + it));
        violations.assertNone();
    }

    @Test
    void packagesAreSmall() {
        Violations violations =
                new Violations(
                        "A package has more than "
                                + PACKAGE
                                + " files: find the two things in it and give each its package.");
        Map<Path, Long> sizes =
                tree.javaFiles().stream().collect(groupingBy(Path::getParent, counting()));
        sizes.forEach(
                (folder, files) ->
                        violations.addUnless(
                                files <= limit(folder), folder + ": " + files + " files"));
        violations.assertNone();
    }

    @Test
    void theApiIsSmall() {
        int lines =
                tree.mainJavaFiles().stream()
                        .filter(file -> file.startsWith("bundles/api"))
                        .mapToInt(file -> CodeLines.in(tree.read(file)))
                        .sum();
        Violations violations =
                new Violations("Everybody has to read bundles/api: take something out of it.");
        violations.addUnless(lines <= API, lines + " lines of code, at most " + API);
        violations.assertNone();
    }

    /** The stanzas, the stanza bus: a port may have more files, for each is one short type. */
    private static int limit(Path folder) {
        return folder.startsWith("bundles/api") || folder.startsWith("bundles/model")
                ? 2 * PACKAGE
                : PACKAGE;
    }

    private List<Path> exported() {
        return tree.mainJavaFiles().stream()
                .filter(file -> file.startsWith("bundles/api") || file.startsWith("bundles/model"))
                .toList();
    }

    private List<Finding> tooLong() {
        List<Finding> findings = new ArrayList<>();
        for (Path file : tree.javaFiles()) {
            int lines = CodeLines.in(tree.read(file));
            if (lines > FILE) {
                findings.add(
                        new Finding(
                                "file-length",
                                file.toString(),
                                1,
                                lines + " lines of code, at most 400: a class has one job."));
            }
        }
        return findings;
    }

    private static String line(Finding finding) {
        return finding.file()
                + ":"
                + finding.line()
                + ": "
                + finding.message()
                + " ["
                + finding.rule()
                + "]";
    }
}
