package io.stoa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The rules themselves: a source that breaks each of them is found out. */
final class RulesTest {

    @TempDir Path folder;

    @Test
    void everyRuleFindsWhatBreaksIt() {
        assertThat(rulesBrokenBy("all-sources.xml"))
                .containsExactlyInAnyOrder(
                        "todo",
                        "fixme",
                        "method-length",
                        "complexity",
                        "class-name",
                        "empty-catch",
                        "print-stack-trace",
                        "standard-streams",
                        "sleep",
                        "synchronized",
                        "disabled-test",
                        "catch-all",
                        "get-instance");
        assertThat(rulesBrokenBy("main-sources.xml"))
                .containsExactlyInAnyOrder("parameters", "completable-future", "unsupported");
        assertThat(rulesBrokenBy("exported-sources.xml"))
                .containsExactlyInAnyOrder("package-javadoc", "method-javadoc");
    }

    @Test
    void linesOfCodeAreNeitherBlankNorCommentNorImport() {
        String source =
                """
                /*
                 * Who.
                 */
                package a;

                import b.C;

                /** What. */
                class D { // why
                    // how
                    int e;
                }
                """;
        assertThat(CodeLines.in(source)).isEqualTo(3);
    }

    private List<String> rulesBrokenBy(String configuration) {
        String lines = String.join("\n", Collections.nCopies(51, "        size(null);"));
        String source = String.join("\n", Resources.allLines("broken-house.txt"));
        Path file = folder.resolve("FeatureManager.java");
        Text.write(file, source.replace("LINES", lines));
        SourceTree tree = new SourceTree(folder);
        return Audit.of(configuration, tree, List.of(folder.relativize(file))).stream()
                .map(Audit.Finding::rule)
                .distinct()
                .toList();
    }
}
