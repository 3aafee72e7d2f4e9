package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The gateway to IRC in a process of its own, first as a component of Stoa, then, when that has
 * crashed, of Prosody at the same port: the gateway is not told.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutsideGatewayIT {

    private static final String GATEWAY = "irc.stoa.example";
    private static final String ROOM = "#verona%net@" + GATEWAY;
    private static final String SECRET = "as-you-like-it";

    @TempDir private Path folder;

    @Test
    void aGatewayOfItsOwnServesWhicheverServer() throws Exception {
        Prosody prosody = Prosody.installed(folder);
        int port = freePort();
        Path secret = folder.resolve("secret");
        Files.writeString(secret, SECRET + "\n");
        try (IrcServer irc = IrcServer.start(folder, "ngircd");
                RuntimeProcess server = server(port);
                RuntimeProcess gateway = gateway(port, secret, irc)) {
            assertThat(gateway.call("status")).contains("connected", "none is open");
            onlyForServers(gateway);
            try (TcpClient juliet = TcpClient.connect(server.port("c2s"), "juliet", "secret", "b");
                    IrcClient romeo = IrcScenes.romeo(irc)) {
                IrcScenes scenes = new IrcScenes(ROOM, juliet, romeo);
                scenes.enter();
                scenes.update(gateway, "gatewayirc");
                // Stoa waits for a component that comes again at once
                scenes.update(gateway, "uplink");
                server.kill();
                another(prosody.start(port, SECRET), prosody, romeo);
            }
            assertThat(gateway.stop()).isZero();
        }
    }

    private static void another(Process serving, Prosody prosody, IrcClient romeo)
            throws IOException {
        try {
            // it waits for the server; that she is gone is known when it comes back
            romeo.send("PRIVMSG #verona :who is there?");
            assertThat(romeo.await("PART")).contains("juliet");
            try (TcpClient again = prosody.connect("juliet", "secret")) {
                new IrcScenes(ROOM, again, romeo).enter();
            }
            romeo.await("PART");
        } finally {
            Installed.kill(serving);
        }
    }

    private RuntimeProcess server(int port) {
        RuntimeProcess server =
                RuntimeProcess.start(
                        folder.resolve("data"), "--set", "io.stoa.service.component:port=" + port);
        server.shell(
                List.of(
                        "account add juliet@stoa.example --password secret",
                        "component add " + GATEWAY + " --secret " + SECRET));
        return server;
    }

    private RuntimeProcess gateway(int port, Path secret, IrcServer irc) {
        return RuntimeProcess.gateway(
                folder.resolve("gateway"),
                GATEWAY,
                "--server",
                "127.0.0.1:" + port,
                "--secret-file",
                secret.toString(),
                "--network",
                "net " + irc.address() + " 6667 plain",
                "--set",
                "io.stoa.service.gatewayirc:pace=20");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Nothing that is made for clients runs beside it. */
    private static void onlyForServers(RuntimeProcess gateway) {
        assertThat(gateway.call("feature", "list")).contains("gatewayirc").doesNotContain("mina");
        assertThatThrownBy(() -> gateway.call("feature", "start", "mina", "--yes"))
                .hasMessageContaining("feature mina is for a server");
    }
}
