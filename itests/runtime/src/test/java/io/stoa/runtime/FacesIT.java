package io.stoa.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same commands by every face of the assembled runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacesIT {

    private static final Path SSH = Path.of("/usr/bin/ssh");

    private RuntimeProcess server;
    private Path key;

    private record Answer(String output, int code) {}

    @BeforeAll
    void start(@TempDir Path folder) {
        server =
                RuntimeProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "io.stoa.admin.ssh:port=0",
                        "--set",
                        "io.stoa.admin.metrics:port=0");
        key = folder.resolve("key");
    }

    @AfterAll
    void stop() {
        assertThat(server.stop()).isZero();
    }

    private static Answer run(String input, List<String> command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(output, process.waitFor());
    }

    private Answer ssh(String input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SSH.toString()));
        for (String option :
                List.of(
                        "BatchMode=yes",
                        "StrictHostKeyChecking=no",
                        "UserKnownHostsFile=/dev/null",
                        "LogLevel=ERROR",
                        "IdentitiesOnly=yes")) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of("-i", key.toString(), "-p", "" + server.port("ssh")));
        command.add("anybody@127.0.0.1");
        command.addAll(List.of(words));
        return run(input, command);
    }

    @Test
    void sshOpensToKeysAndPassesTheExitCodeOn() throws Exception {
        assumeTrue(Files.exists(SSH), "there is no ssh here");
        run("", List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        assertThat(ssh("", "version").code()).isEqualTo(255);

        server.call("ssh", "key", "add", Files.readString(Path.of(key + ".pub")).strip());
        Answer list = ssh("", "account", "list", "--json");
        assertThat(list.code()).isZero();
        assertThat(list.output()).contains("\"address\":\"admin@" + Stoa.DOMAIN + "\"");
        assertThat(ssh("", "account", "bogus").code()).isEqualTo(2);
        assertThat(ssh("", "account", "remove", "admin@" + Stoa.DOMAIN))
                .satisfies(it -> assertThat(it.code()).isEqualTo(1))
                .satisfies(it -> assertThat(it.output()).contains("cannot be undone", "--yes"));
        assertThat(ssh("version\nexit\n").output()).contains("0.1.0");
        assertThat(Files.readString(server.data().resolve("audit.log"))).contains("ssh key add");
    }

    @Test
    void metricsNameTheBundleOfEverySample() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + server.port("metrics")
                                                            + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("stoa_component_calls_total{bundle=\"io.stoa.info.ping\"")
                    .contains("stoa_sessions{bundle=\"io.stoa.core.session\"}")
                    .endsWith("# EOF\n");
            assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
                    .allMatch(line -> line.contains("bundle=\""));
        }
    }

    @Test
    void whatCannotBeUndoneIsRefusedToAProgramThatDoesNotSayYes() {
        String account = "viola@" + Stoa.DOMAIN;
        server.call("account", "add", account, "--password", "secret");

        assertThatThrownBy(() -> server.call("account", "remove", account))
                .hasMessageContaining("This erases " + account)
                .hasMessageContaining("--yes");
        assertThat(server.call("account", "list")).contains(account);
        assertThat(server.call("account", "remove", account, "--yes")).contains("removed");
    }

    @Test
    void whoIsDisabledIsCutOffAndToldSoAtTheNextLogin() {
        String account = "sebastian@" + Stoa.DOMAIN;
        server.call("account", "add", account, "--password", "secret");
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), "sebastian", "secret", "ship")) {
            server.call("account", "disable", account);

            assertThat(client.receive().toXml()).contains("not-authorized", "has been disabled");
        }
        assertThatThrownBy(
                        () -> TcpClient.connect(server.port("c2s"), "sebastian", "secret", "ship"))
                .hasMessageContaining("account-disabled");
        assertThat(server.call("account", "info", account)).contains("disabled");
        server.call("account", "enable", account);
        TcpClient.connect(server.port("c2s"), "sebastian", "secret", "ship").close();
    }

    @Test
    void topIsShownOnceWhereNobodyLooks() {
        assertThat(server.call("top")).contains("BUNDLE", "io.stoa.info.ping");
        assertThat(server.call("top", "--json", "--components")).contains("\"p99-us\":");
        assertThat(server.call("quarantine", "list")).contains("none");
    }
}
