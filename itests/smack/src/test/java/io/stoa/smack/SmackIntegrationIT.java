package io.stoa.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import static java.util.stream.Collectors.joining;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import org.igniterealtime.smack.inttest.Configuration;
import org.igniterealtime.smack.inttest.FailedTest;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework.TestRunResult;
import org.igniterealtime.smack.inttest.SuccessfulTest;
import org.igniterealtime.smack.inttest.TestNotPossible;
import org.igniterealtime.smack.inttest.TestResult;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Smack's own integration tests (smack-integration-test) against the distribution: accounts made in
 * band, STARTTLS with the server's certificate pinned. Each of Smack's tests is shown as a test of
 * JUnit. A test for what the server does not advertise is not possible and therefore skipped, so a
 * new feature is tested from the day it is there; what is left out on purpose says {@code
 * left-out.txt}.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmackIntegrationIT {

    /** For one who looks for a reason: -Dstoa.smack=ChatTest -Dstoa.smack.debugger=console. */
    private static final String ONLY = System.getProperty("stoa.smack", "");

    private static final Logger LOG = LoggerFactory.getLogger(SmackIntegrationIT.class);

    private static final LeftOut LEFT_OUT = LeftOut.read();

    @TestFactory
    Stream<DynamicTest> smacksOwnTests(@TempDir Path folder) throws Exception {
        // with a StAX that has "" for no prefix, as Aalto, Smack's reader ends by an assertion
        ClassLoader.getSystemClassLoader()
                .setClassAssertionStatus(
                        "org.jivesoftware.smack.parsing.StandardExtensionElementProvider", false);
        Connections.waitLittleForTheEnd();
        TestRunResult result = run(folder.resolve("first"), ONLY);
        Report.write(result, LEFT_OUT);
        List<FailedTest> failed = result.getFailedTests();
        assertThat(result.getSuccessfulTests().size() + failed.size())
                .as("if next to nothing is possible, the run itself is broken")
                .isGreaterThanOrEqualTo(ONLY.isEmpty() ? LEFT_OUT.atLeast() : 0);
        List<String> passedAlone = passAlone(failed, folder.resolve("second"));
        return Stream.of(
                        result.getSuccessfulTests().stream().map(SmackIntegrationIT::passed),
                        failed.stream().map(it -> failed(it, passedAlone.contains(name(it)))),
                        result.getNotPossibleTests().stream().map(SmackIntegrationIT::notPossible),
                        result.getImpossibleTestClasses().entrySet().stream()
                                .map(it -> skipped(it.getKey().getSimpleName(), it.getValue())))
                .flatMap(tests -> tests);
    }

    private static TestRunResult run(Path data, String only) throws Exception {
        try (RuntimeProcess server = start(data)) {
            Connections.lead(server.port("c2s"), Pinned.certificate(server.data()));
            TestRunResult result = new SmackIntegrationTestFramework(configuration(only)).run();
            assertThat(server.stop()).isZero();
            return result;
        }
    }

    /**
     * What {@code left-out.txt} lets pass alone is what tests before it may spoil. Such a one that
     * failed is run once more, without them and with a new server.
     */
    private static List<String> passAlone(List<FailedTest> failed, Path data) throws Exception {
        List<FailedTest> again =
                failed.stream()
                        .filter(it -> LEFT_OUT.reason(it.concreteTest.getMethod()).isPresent())
                        .toList();
        if (again.isEmpty()) {
            return List.of();
        }
        again.forEach(it -> LOG.warn("{} failed and is run again", name(it), it.failureReason));
        String only = again.stream().map(SmackIntegrationIT::name).collect(joining(","));
        TestRunResult second = run(data, only);
        List<String> failedAgain =
                second.getFailedTests().stream().map(SmackIntegrationIT::name).toList();
        return second.getSuccessfulTests().stream()
                .map(SmackIntegrationIT::name)
                .filter(it -> !failedAgain.contains(it))
                .toList();
    }

    private static String name(TestResult test) {
        Method method = test.concreteTest.getMethod();
        return method.getDeclaringClass().getSimpleName() + '.' + method.getName();
    }

    /** The connection over which accounts are made stays a stranger to the end. */
    private static RuntimeProcess start(Path data) {
        return RuntimeProcess.start(data, "--set", "io.stoa.core.stream:loginSeconds=3600");
    }

    private static Configuration configuration(String only) throws Exception {
        Configuration.Builder builder =
                Configuration.builder()
                        .setService(Stoa.DOMAIN)
                        .setSecurityMode(SecurityMode.required.name())
                        .setReplyTimeout("10000")
                        .setDefaultConnection(Connections.NICKNAME)
                        .setDnsResolver(Configuration.DnsResolver.javax)
                        .setDebugger(System.getProperty("stoa.smack.debugger", "none"));
        List<String> disabled = LEFT_OUT.names();
        if (!disabled.isEmpty()) {
            builder.setDisabledTests(String.join(",", disabled));
        }
        if (!only.isEmpty()) {
            builder.setEnabledTests(only);
        }
        return builder.build();
    }

    private static DynamicTest passed(SuccessfulTest test) {
        return DynamicTest.dynamicTest(
                test.concreteTest.toString(), () -> assertThat(test.duration).isNotNegative());
    }

    private static DynamicTest failed(FailedTest test, boolean passedAlone) {
        String name = test.concreteTest.toString();
        Optional<String> unheeded = LEFT_OUT.whyUnheeded(test.concreteTest.getMethod());
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    unheeded.ifPresent(reason -> abort("failed and is unheeded: " + reason));
                    if (!passedAlone) {
                        throw new AssertionError(name + " failed", test.failureReason);
                    }
                });
    }

    private static DynamicTest notPossible(TestNotPossible test) {
        return skipped(test.concreteTest.toString(), test.testNotPossibleException);
    }

    private static DynamicTest skipped(String name, Throwable reason) {
        return DynamicTest.dynamicTest(name, () -> abort(String.valueOf(reason.getMessage())));
    }
}
