package io.stoa.core.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class StartReportTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final HeldErrors errors = new HeldErrors(err);
    private final StartReport report =
            new StartReport(
                    new Terminal(InputStream.nullInputStream(), printer(out), printer(err)),
                    errors,
                    Path.of("/data"),
                    halts::add);

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void whenItIsReadyTheWarningsComeBeforeTheBanner() throws InterruptedException {
        errors.stream().println("a warning");
        report.accept("ready", "welcome");

        assertThat(report.await(AT_ONCE)).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("a warning\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("welcome\n");
        errors.stream().println("later");
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("later\n");
    }

    @Test
    void whenItFailsOnlyTheReasonIsShown() throws InterruptedException {
        errors.stream().println("noise");
        report.accept("failed", "the port is taken");
        errors.stream().println("more noise");

        assertThat(report.await(AT_ONCE)).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("stoa: the port is taken\n")
                .contains("/data/log/stoa.log")
                .doesNotContain("noise");
    }

    @Test
    void whatIsRefusedEndsTheProcess() {
        report.accept("refused", "no such key");

        assertThat(halts).containsExactly(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("stoa: no such key\n");
    }

    @Test
    void printAndWarnDecideNothing() throws InterruptedException {
        report.accept("print", "one");
        report.accept("warn", "two");

        assertThat(report.await(AT_ONCE)).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("stoa: two\n")
                .contains("has not said that it is ready");
    }

    @Test
    void aServerThatIsStoppedWhileItStartsIsNoFailure() throws InterruptedException {
        report.stopped();

        assertThat(report.await(AT_ONCE)).isTrue();
    }
}
