package io.stoa.architecture;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.regex.Pattern;

final class CoreTest {

    /** Namespaces that a XEP or RFC 6121 defines, as a string in the code. */
    private static final Pattern FEATURE =
            Pattern.compile("\"(urn:xmpp:|http://jabber\\.org/|jabber:(iq|x):|vcard-temp)");

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void coreKnowsNoFeature() {
        Violations violations =
                new Violations(
                        "core/ knows RFC 6120 and the path, not features: make it a bundle of its"
                                + " own that stands on the path (docs/message-path.md).");
        tree.mainJavaFiles().stream()
                .filter(file -> file.startsWith("bundles/core"))
                .forEach(file -> check(file, violations));
        violations.assertNone();
    }

    private void check(Path file, Violations violations) {
        tree.read(file)
                .lines()
                .filter(line -> FEATURE.matcher(line).find())
                .forEach(line -> violations.add(file + ": " + line.strip()));
    }
}
