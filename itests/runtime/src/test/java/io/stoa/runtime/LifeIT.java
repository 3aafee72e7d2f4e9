package io.stoa.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** How the distribution starts, is asked, and stops. */
class LifeIT {

    @Test
    void itStartsAnswersAndStopsInGoodOrder(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            assertThat(server.ready()).contains("\"pid\"", "\"c2s-tls\"", Stoa.DOMAIN);
            assertThat(server.call("status")).containsPattern("state +works\\R");
            assertThat(server.call("status", "--json")).contains("\"state\"");
            assertThat(server.call("account", "list")).contains("admin@" + Stoa.DOMAIN);
            assertThat(server.call("version")).contains("0.1.0");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
            assertThatThrownBy(
                            () ->
                                    server.call(
                                            "account",
                                            "add",
                                            "juliet@" + Stoa.DOMAIN,
                                            "--password",
                                            "secret"))
                    .hasMessageContaining("There is an account");
            secondUpIsRefused(data);
            stopsInGoodOrder(server);
        }
        assertThat(data.resolve("derby/db.lck")).doesNotExist();
        try (RuntimeProcess again = RuntimeProcess.start(data)) {
            assertThat(again.call("account", "list")).contains("juliet@" + Stoa.DOMAIN);
        }
    }

    private static void secondUpIsRefused(Path data) {
        assertThatThrownBy(() -> RuntimeProcess.start(data))
                .hasMessageContaining("already running");
    }

    private static void stopsInGoodOrder(RuntimeProcess server) {
        try (TcpClient juliet =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony")) {
            int exit = server.stop();
            assertThat(juliet.receive().elements())
                    .anySatisfy(it -> assertThat(it.local()).isEqualTo("system-shutdown"));
            assertThat(exit).isZero();
        }
    }

    @Test
    void aTakenPortIsNamedWithItsKey(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(
                            () ->
                                    RuntimeProcess.start(
                                            folder.resolve("data"),
                                            "--set",
                                            "io.stoa.net.mina:port=" + port))
                    .hasMessageContaining("io.stoa.net.mina:port")
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void theLabListensOnTheLoopbackAddressOnly(@TempDir Path folder) {
        assertThatThrownBy(
                        () ->
                                RuntimeProcess.start(
                                        folder.resolve("data"),
                                        "--set",
                                        "io.stoa.net.mina:address=*"))
                .hasMessageContaining("this machine only");
    }

    @Test
    void everyFeatureCanBeSwitchedAndNobodyIsDisconnected(@TempDir Path folder) {
        try (RuntimeProcess server = RuntimeProcess.start(folder.resolve("data"))) {
            server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
            try (TcpClient juliet =
                    TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony")) {
                List<String> features = features(server);
                assertThat(features).contains("io.stoa.im.roster", "io.stoa.info.ping");
                for (String feature : features) {
                    String off = " " + feature + " --cascade --yes";
                    assertThat(server.shell(List.of("bundle stop" + off))).contains("was stopped");
                    assertThat(echo(juliet)).isEqualTo("message");
                    server.shell(List.of("feature undo --yes"));
                    assertThat(server.call("feature", "list")).doesNotContain(" off ");
                }
                assertThatThrownBy(
                                () ->
                                        server.call(
                                                "bundle", "stop", "io.stoa.storage.jdbc", "--yes"))
                        .hasMessageContaining("stoa feature stop storage");
                assertThat(server.shell(List.of("felix:stop 40", "start 40")))
                        .contains("past the plan and the gate");
                assertThat(echo(juliet)).isEqualTo("message");
                assertThat(server.call("status")).containsPattern("state +works\\R");
            }
        }
    }

    /** Those that are one bundle; without storage and accounts nobody would come in. */
    private static List<String> features(RuntimeProcess server) {
        return server.call("bundle", "list", "io.stoa")
                .lines()
                .flatMap(line -> List.of(line.split("\\s+", -1)).stream())
                .filter(word -> word.matches("io\\.stoa\\.(im|info|negotiation)\\..*"))
                .toList();
    }

    private static String echo(TcpClient client) {
        return client.request(
                        "<message id='echo' to='" + client.address() + "'><body>x</body></message>")
                .local();
    }
}
