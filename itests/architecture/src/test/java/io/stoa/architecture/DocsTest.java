package io.stoa.architecture;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

final class DocsTest {

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void generatedPagesAreCurrent() {
        Violations violations = new Violations("Run ./stoa docs and commit what it changes.");
        for (WriteDocs.Page page : WriteDocs.pages(tree.bundles())) {
            Path file = tree.root().resolve(page.path());
            violations.addUnless(
                    Files.exists(file) && Text.read(file).equals(page.text()), page.path());
        }
        violations.assertNone();
    }
}
