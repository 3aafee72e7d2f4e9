package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A component that fails again and again, as those who ask it and an administrator see it. */
@Timeout(120)
class QuarantineIT {

    private static final int FAILURES = 20;
    private static final String COMPONENT = "org.example.mood.Mood";

    @TempDir static Path folder;

    private static String ask(TcpClient client) {
        Element answer =
                client.request(
                        "<iq type='get' id='m' to='%s'><mood xmlns='%s'/></iq>"
                                .formatted(Stoa.DOMAIN, Moods.NAMESPACE));
        return answer.toString();
    }

    @Test
    void itIsTakenOutWithItsReasonAndComesBackWhenItIsReleased() {
        Path jar = new Moods(new BundleMaker(folder)).angry("1.0.0", FAILURES, "merry");
        try (RuntimeProcess server =
                RuntimeProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "io.stoa.core.lease:quarantineSeconds=300")) {
            server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
            server.call("feature", "install", jar.toString(), "--yes");
            try (TcpClient juliet =
                    TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony")) {
                for (int i = 0; i < FAILURES; i++) {
                    assertThat(ask(juliet)).contains("internal-server-error");
                }
                assertThat(ask(juliet)).contains("service-unavailable");
                assertThat(server.call("quarantine", "list"))
                        .contains(COMPONENT, "failed " + FAILURES + " time(s) in a row");
                assertThat(server.call("top", "--components")).contains("quarantined");
                assertThatThrownBy(() -> server.call("quarantine", "release", "org.example.Other"))
                        .hasMessageContaining("org.example.Other");
                server.call("quarantine", "release", COMPONENT);
                assertThat(ask(juliet)).contains("merry");
                assertThat(server.call("quarantine", "list")).contains("none");
            }
        }
    }
}
