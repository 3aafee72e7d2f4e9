package io.stoa.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import org.igniterealtime.smack.inttest.Configuration;
import org.igniterealtime.smack.inttest.FailedTest;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework.TestRunResult;
import org.igniterealtime.smack.inttest.SuccessfulTest;
import org.igniterealtime.smack.inttest.TestNotPossible;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    private static final LeftOut LEFT_OUT = LeftOut.read();

    @TestFactory
    Stream<DynamicTest> smacksOwnTests(@TempDir Path folder) throws Exception {
        Connections.waitLittleForTheEnd();
        TestRunResult result;
        try (RuntimeProcess server = start(folder)) {
            Connections.lead(server.port("c2s"), Pinned.certificate(server.data()));
            result = new SmackIntegrationTestFramework(configuration()).run();
            assertThat(server.stop()).isZero();
        }
        Report.write(result, LEFT_OUT);
        assertThat(result.getSuccessfulTests())
                .as("if next to nothing is possible, the run itself is broken")
                .hasSizeGreaterThanOrEqualTo(ONLY.isEmpty() ? LEFT_OUT.atLeast() : 0);
        return Stream.of(
                        result.getSuccessfulTests().stream().map(SmackIntegrationIT::passed),
                        result.getFailedTests().stream().map(SmackIntegrationIT::failed),
                        result.getNotPossibleTests().stream().map(SmackIntegrationIT::notPossible),
                        result.getImpossibleTestClasses().entrySet().stream()
                                .map(it -> skipped(it.getKey().getSimpleName(), it.getValue())))
                .flatMap(tests -> tests);
    }

    /** The connection over which accounts are made stays a stranger to the end. */
    private static RuntimeProcess start(Path folder) {
        return RuntimeProcess.start(
                folder.resolve("data"), "--set", "io.stoa.core.stream:loginSeconds=3600");
    }

    private static Configuration configuration() throws Exception {
        Configuration.Builder builder =
                Configuration.builder()
                        .setService(Stoa.DOMAIN)
                        .setSecurityMode(SecurityMode.required.name())
                        .setReplyTimeout("10000")
                        .setDefaultConnection(Connections.NICKNAME)
                        .setDnsResolver(Configuration.DnsResolver.javax)
                        .setDebugger(System.getProperty("stoa.smack.debugger", "none"));
        List<String> disabled = LEFT_OUT.classes();
        if (!disabled.isEmpty()) {
            builder.setDisabledTests(String.join(",", disabled));
        }
        if (!ONLY.isEmpty()) {
            builder.setEnabledTests(ONLY);
        }
        return builder.build();
    }

    private static DynamicTest passed(SuccessfulTest test) {
        return DynamicTest.dynamicTest(
                test.concreteTest.toString(), () -> assertThat(test.duration).isNotNegative());
    }

    private static DynamicTest failed(FailedTest test) {
        String name = test.concreteTest.toString();
        Optional<String> reason = LEFT_OUT.reason(test.concreteTest.getMethod());
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    if (reason.isPresent()) {
                        abort(reason.get());
                    }
                    throw new AssertionError(name + " failed", test.failureReason);
                });
    }

    private static DynamicTest notPossible(TestNotPossible test) {
        return skipped(test.concreteTest.toString(), test.testNotPossibleException);
    }

    private static DynamicTest skipped(String name, Throwable reason) {
        return DynamicTest.dynamicTest(name, () -> abort(String.valueOf(reason.getMessage())));
    }
}
