package io.stoa.smack;

import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework.TestRunResult;
import org.igniterealtime.smack.inttest.TestResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what came of a run: the counts in the log, every test in a file. */
final class Report {

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);

    private Report() {}

    static void write(TestRunResult result, LeftOut leftOut) throws IOException {
        List<String> lines = new ArrayList<>();
        result.getSuccessfulTests().forEach(test -> lines.add(line("passed", test, "")));
        result.getFailedTests()
                .forEach(test -> lines.add(line("failed", test, test.failureReason.toString())));
        result.getNotPossibleTests()
                .forEach(
                        test ->
                                lines.add(
                                        line(
                                                "not possible",
                                                test,
                                                test.testNotPossibleException.getMessage())));
        result.getImpossibleTestClasses()
                .forEach(
                        (test, reason) ->
                                lines.add("not possible  " + test.getName() + ": " + reason));
        leftOut.out().forEach((test, reason) -> lines.add("left out  " + test + ": " + reason));
        leftOut.unheeded()
                .forEach((test, reason) -> lines.add("unheeded  " + test + ": " + reason));
        Path file = Path.of(System.getProperty("stoa.reports"), "smack-integration-test.txt");
        Files.write(file, lines);
        LOG.info(
                "Smack's integration tests: {} passed, {} failed, {} not possible ({} classes); {}",
                result.getSuccessfulTests().size(),
                result.getFailedTests().size(),
                result.getNotPossibleTests().size(),
                result.getImpossibleTestClasses().size(),
                file);
    }

    private static String line(String verdict, TestResult test, String reason) {
        return verdict + "  " + test.duration + " ms  " + test.concreteTest + "  " + reason;
    }
}
