package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.testkit.tls.TestKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * With {@code policy = signed} a bundle that nobody known has signed is refused: before a change,
 * and at every start, where the rest runs without it. Keys and signatures are made by the JDK's own
 * tools, as people make them.
 */
class SignedIT {

    private static final String SIGNED = "io.stoa.core.lifecycle:policy=signed";

    @TempDir Path folder;

    private void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Path sign(Path jar, Path keys) throws IOException, InterruptedException {
        run(
                "jarsigner",
                "-keystore",
                keys.toString(),
                "-storepass",
                TestKeys.PASSWORD,
                jar.toString(),
                TestKeys.ALIAS);
        return jar;
    }

    private static String ask(RuntimeProcess server, String what) {
        try (TcpClient juliet =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony")) {
            return juliet.request(
                            "<iq type='get' id='m' to='%s'><%s xmlns='%s'/></iq>"
                                    .formatted(
                                            Stoa.DOMAIN,
                                            what,
                                            what.equals("ping")
                                                    ? "urn:xmpp:ping"
                                                    : "urn:example:" + what))
                    .attribute("type");
        }
    }

    @Test
    void whatNobodyKnownHasSignedIsLeftOutAtTheStart() throws Exception {
        Moods moods = new Moods(new BundleMaker(folder));
        Hello hello = new Hello(new BundleMaker(folder));
        Path keys = TestKeys.make(folder, "ours").file();
        Path data = folder.resolve("data");
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
            String mood = moods.good("1.0.0", "calm").toString();
            server.call("feature", "install", mood, "--yes");
            server.call("feature", "install", sign(hello.asItIs(), keys).toString(), "--yes");
            assertThat(List.of(ask(server, "mood"), ask(server, "hello"))).containsOnly("result");
            server.stop();
        }
        Files.copy(keys, data.resolve("trust.p12"));
        try (RuntimeProcess server = RuntimeProcess.start(data, "--set", SIGNED)) {
            assertThat(ask(server, "mood")).isEqualTo("error");
            assertThat(List.of(ask(server, "hello"), ask(server, "ping"))).containsOnly("result");
            assertThat(server.call("feature", "list"))
                    .contains("left out", "org.example.mood-1.0.0.jar is refused", "jarsigner");
            assertThat(Files.readString(data.resolve("features/lock.json")))
                    .contains(Hello.NAME)
                    .doesNotContain(Moods.NAME);
            changesGoOn(server, moods, keys);
            server.stop();
        }
        Files.delete(data.resolve("trust.p12"));
        try (RuntimeProcess server = RuntimeProcess.start(data, "--set", SIGNED)) {
            assertThat(List.of(ask(server, "hello"), ask(server, "mood"))).containsOnly("error");
            assertThat(ask(server, "ping")).isEqualTo("result");
            assertThat(server.call("feature", "list")).contains("trust store", "keytool");
        }
    }

    /** One that is left out is no reason to refuse a change of another. */
    private void changesGoOn(RuntimeProcess server, Moods moods, Path keys) throws Exception {
        server.call("feature", "update", "ping", "--yes");
        assertThatThrownBy(() -> server.call("feature", "start", Moods.NAME, "--yes"))
                .hasMessageContaining("is refused");
        String unsigned = moods.good("1.1.0", "merry").toString();
        assertThatThrownBy(() -> server.call("feature", "update", Moods.NAME, unsigned, "--yes"))
                .hasMessageContaining("not signed by anybody in the trust store");
        String signed = sign(moods.good("1.2.0", "brave"), keys).toString();
        server.call("feature", "update", Moods.NAME, signed, "--yes");
        assertThat(ask(server, "mood")).isEqualTo("result");
        assertThat(server.call("feature", "list")).doesNotContain("left out");
    }
}
