package io.stoa.architecture;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class PathTest {

    /** Folders that only one machine has. */
    private static final Pattern MACHINE =
            Pattern.compile(
                    "(?<![\\w.}$)>*])/(?:home|Users|root|work|tmp|usr/lib/jvm|mnt|media)/\\w"
                            + "|\\b[A-Z]:\\\\\\w|\\.m2/repository/\\w");

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void noFileNamesAFolderOfOneMachine() {
        Violations violations =
                new Violations(
                        "Only one machine has that folder: name it relative to the project, take"
                                + " it from a property, or use @TempDir.");
        tree.files().stream().filter(PathTest::isText).forEach(file -> check(file, violations));
        violations.assertNone();
    }

    private void check(Path file, Violations violations) {
        int number = 0;
        for (String line : tree.read(file).lines().toList()) {
            number++;
            Matcher matcher = MACHINE.matcher(line);
            if (matcher.find()) {
                violations.add(file + ":" + number + ": " + line.strip());
            }
        }
    }

    private static boolean isText(Path file) {
        return !file.toString().matches(".*\\.(png|jpg|gif|ico|jar|p12|gz|zip)");
    }
}
