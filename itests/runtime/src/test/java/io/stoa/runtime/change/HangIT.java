package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Map;

/**
 * P7: a new version that hangs, in whatever way, is given up while people wait at the gate, and
 * each of their requests is answered by the version before it, once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HangIT {

    private static final int ASKERS = 12;

    @TempDir static Path folder;
    private Moods moods;
    private RuntimeProcess server;

    @BeforeAll
    void start() {
        moods = new Moods(new BundleMaker(folder));
        server = RuntimeProcess.start(folder.resolve("data"));
        Askers.enrol(server, ASKERS);
        server.call("feature", "install", moods.good("1.0.0", "merry").toString(), "--yes");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void oneWhoseActivationHangs() throws InterruptedException {
        isGivenUp(moods.hanger("2.0.0"));
    }

    @Test
    void oneWhoseActivationHeedsNoInterrupt() throws InterruptedException {
        isGivenUp(moods.stubborn("2.1.0"));
    }

    @Test
    void oneWhoseOtherHalfWorks() throws InterruptedException {
        isGivenUp(moods.half("2.2.0", "false"));
    }

    @Test
    void oneWhoseHealthCheckHangs() throws InterruptedException {
        isGivenUp(moods.brooder("2.3.0"));
    }

    /** The last, for it lets nobody replace it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void oneBeforeItThatDoesNotLetGo() throws InterruptedException {
        server.call(
                "feature",
                "update",
                Moods.NAME,
                moods.lingerer("1.0.2", "merry").toString(),
                "--yes");
        isGivenUp(moods.good("2.4.0", "false"), "1.0.2");
    }

    private void isGivenUp(Path jar) throws InterruptedException {
        isGivenUp(jar, "1.0.0");
        // and the way on is free
        String next = moods.good("1.0.1", "merry").toString();
        server.call("feature", "update", Moods.NAME, next, "--yes");
        server.call("feature", "rollback", Moods.NAME, "--yes");
    }

    private void isGivenUp(Path jar, String before) throws InterruptedException {
        try (Askers askers = new Askers(server, ASKERS).begin(Moods.NAMESPACE)) {
            assertThatThrownBy(
                            () ->
                                    server.call(
                                            "feature",
                                            "update",
                                            Moods.NAME,
                                            jar.toString(),
                                            "--yes"))
                    .hasMessageContaining("given up after")
                    .hasMessageContaining(before + " serves as before");
            Map<String, Integer> answers = askers.end();
            String history = server.call("feature", "history", "--last", "1", "--json");
            LoggerFactory.getLogger(HangIT.class).info("{}: {} {}", jar, answers, history);
            assertThat(answers).containsOnlyKeys("merry");
            assertThat(history).contains("\"refused\":\"0\"").doesNotContain("\"parked\":\"0\"");
        }
        assertThat(server.call("feature", "list")).containsPattern(Moods.NAME + " .*on.*works");
    }
}
