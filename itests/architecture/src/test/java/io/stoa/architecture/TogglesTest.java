package io.stoa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every bundle that can be switched off is in a list that says by what that is seen. */
final class TogglesTest {

    private static final Path LISTS = Path.of("itests/container/src/test/resources");
    private static final Pattern OWN =
            Pattern.compile("\"id\": \"io\\.stoa:(io\\.stoa\\.[^:\"]+):");
    private static final Pattern TRANSCRIPT = Pattern.compile("(?:xep|rfc)-?\\d{4}[a-z0-9-]*");

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void everyBundleOfAFeatureIsInAList() {
        Violations violations =
                new Violations(
                        "What stops to be answered when a bundle stops is in toggles.txt,"
                                + " stream-features.txt or, with what is seen instead,"
                                + " unasked.txt of itests/container.");
        Set<String> asked = new TreeSet<>(listed("toggles.txt"));
        asked.addAll(listed("stream-features.txt"));
        List<String> unasked = listed("unasked.txt");
        Set<String> shipped = shipped();
        shipped.stream()
                .filter(it -> !asked.contains(it) && !unasked.contains(it))
                .forEach(it -> violations.add(it + " is in no list"));
        unasked.stream()
                .filter(asked::contains)
                .forEach(it -> violations.add(it + " is asked, and in unasked.txt"));
        Stream.concat(asked.stream(), unasked.stream())
                .filter(it -> !shipped.contains(it))
                .forEach(it -> violations.add(it + " is in no feature"));
        violations.assertNone();
    }

    @Test
    void theTranscriptsOfWhatStopsAreThere() {
        List<String> named =
                TRANSCRIPT
                        .matcher(tree.read(LISTS.resolve("unasked.txt")))
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(tree.files())
                .containsAll(
                        named.stream()
                                .map(it -> Path.of("itests/transcripts", it + ".xmpp"))
                                .toList());
    }

    /** By the names of their folders. */
    private List<String> listed(String list) {
        return tree.read(LISTS.resolve(list))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1)[0].strip())
                .toList();
    }

    /** Core is always on. */
    private Set<String> shipped() {
        return tree.files().stream()
                .filter(it -> it.startsWith("features") && !it.endsWith("core.json"))
                .flatMap(it -> OWN.matcher(tree.read(it)).results())
                .map(it -> it.group(1).replaceFirst("io\\.stoa\\.", "").replace('.', '/'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
