package io.stoa.core.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

final class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(
                    InputStream.nullInputStream(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void upExplainsItself() {
        assertThat(Main.run(List.of("up", "--help"), terminal)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("stoa up [OPTIONS]");
    }

    @Test
    void wrongOptionsGiveCodeTwo() {
        assertThat(Main.run(List.of("up", "--bogus"), terminal)).isEqualTo(2);
        assertThat(Main.run(List.of(), terminal)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("stoa: “--bogus”");
    }

    @Test
    void withoutAServerACallGivesCodeThreeAndTheRemedy(@TempDir Path data) {
        assertThat(Main.run(List.of("call", "status", "--data", data.toString()), terminal))
                .isEqualTo(3);
        assertThat(Main.run(List.of("call", "--data=" + data, "status"), terminal)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no server is running on " + data)
                .contains("stoa up");
    }
}
