package io.stoa.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stoa.tck.drill.Drill;
import io.stoa.tck.drill.Drills;
import io.stoa.tck.server.Crowd;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract of a feature that can be toggled, as a test to extend. The distribution in which the
 * feature is installed is named by the system property {@code stoa.dist}.
 *
 * <pre>{@code
 * class MoodToggleTest extends ToggleContract {
 *     @Override
 *     protected List<Subject> subjects() {
 *         return List.of(
 *                 Subject.of("mood", "org.example.mood")
 *                         .answers(Probe.account("<query xmlns='urn:example:mood'/>"))
 *                         .advertises("urn:example:mood"));
 *     }
 * }
 * }</pre>
 */
public abstract class ToggleContract {

    /** Each with a server of its own; the findings are medians then. */
    private static final int ROUNDS = Integer.getInteger("stoa.tck.rounds", 1);

    /** For the tests that extend it. */
    protected ToggleContract() {}

    /** Returns the features. */
    protected abstract List<Subject> subjects();

    /** Prepares the server before anything is tested, such as by installing the features. */
    protected void prepare(Crowd crowd) {
        crowd.control().require("status");
    }

    /** Returns what is done to each feature. */
    protected List<Drill> drills() {
        return Drills.ALL;
    }

    /** Returns what is done to each feature that ends streams when it is replaced. */
    protected List<Drill> returning() {
        return Drills.RETURNING;
    }

    /** Returns where the table and the JSON go. */
    protected Path output() {
        return Path.of(System.getProperty("stoa.tck.output", "target/toggles"));
    }

    /** Does everything to every feature; each promise that was looked at is a test. */
    @TestFactory
    protected List<DynamicTest> promises(@TempDir Path folder)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int n = 1; n <= ROUNDS; n++) {
            rounds.add(round(Files.createDirectory(folder.resolve("round" + n))));
        }
        Findings findings = rounds.merged();
        findings.write(output());
        List<DynamicTest> tests = new ArrayList<>();
        for (Finding finding : findings.sorted()) {
            String name = finding.promise() + " " + finding.feature() + ": " + finding.what();
            tests.add(DynamicTest.dynamicTest(name, () -> kept(finding)));
        }
        return tests;
    }

    private Findings round(Path folder) throws IOException, InterruptedException {
        Findings findings = new Findings();
        try (Crowd crowd = Crowd.gather(folder, Scale.asked())) {
            prepare(crowd);
            run(crowd, of(Manner.STAYING), drills(), findings);
            findings.add(more(crowd));
        }
        List<Subject> returning = of(Manner.RETURNING);
        if (!returning.isEmpty()) {
            Path apart = Files.createDirectory(folder.resolve("returning"));
            try (Crowd crowd = Crowd.gather(apart, Scale.asked(), Manner.RETURNING)) {
                prepare(crowd);
                run(crowd, returning, returning(), findings);
            }
        }
        return findings;
    }

    private List<Subject> of(Manner manner) {
        return subjects().stream().filter(it -> it.manner() == manner).toList();
    }

    private static void run(
            Crowd crowd, List<Subject> subjects, List<Drill> drills, Findings findings) {
        for (Subject subject : subjects) {
            crowd.turnTo(subject);
            for (Drill drill : drills) {
                if (drill.always() || subject.whole() || crowd.scale().judged()) {
                    findings.add(drill.run(crowd, subject));
                }
            }
            if (!subject.whole()) {
                // the next part of the feature begins where this one did
                crowd.control().call("feature", "remove", subject.feature(), "--yes");
            }
        }
        crowd.turnBack();
    }

    /** Returns what is found out about the server as a whole. */
    protected List<Finding> more(Crowd crowd) {
        return List.of();
    }

    private static void kept(Finding finding) {
        assertEquals("kept", finding.kept() ? "kept" : "broken", finding.toString());
    }
}
