package io.stoa.architecture;

import org.junit.jupiter.api.Test;

final class FormatTest {

    @Test
    void everySourceIsFormatted() {
        Violations violations = new Violations("Run ./stoa format and commit what it changes.");
        new Formatting(SourceTree.ofTheBuild())
                .unformatted()
                .forEach(file -> violations.add(file.toString()));
        violations.assertNone();
    }
}
