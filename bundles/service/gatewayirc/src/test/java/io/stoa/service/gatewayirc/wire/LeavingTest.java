package io.stoa.service.gatewayirc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Schedule;
import io.stoa.testkit.time.AtOnce;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Connections that nobody takes over. */
@Timeout(20)
class LeavingTest {

    private static final Schedule BESIDE = AtOnce.beside();

    private static void fill(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write(new byte[65_536]);
            }
        } catch (IOException closed) {
            // it has to end like this
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void whoDoesNotReadKeepsNobodyFromLeaving() throws IOException, InterruptedException {
        try (ServerSocket irc = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                Socket deaf = new Socket(irc.getInetAddress(), irc.getLocalPort());
                Socket deafServer = irc.accept();
                Socket good = new Socket(irc.getInetAddress(), irc.getLocalPort());
                Socket goodServer = irc.accept()) {
            Thread writer = Thread.ofVirtual().start(() -> fill(deaf));
            Leaving.all(
                    List.of(given(deaf), given(good)), "QUIT :bye", BESIDE, Duration.ofMillis(300));
            writer.join();
            assertThat(deaf.isClosed()).isTrue();
            assertThat(deafServer.isClosed()).isFalse();
            byte[] heard = goodServer.getInputStream().readAllBytes();
            assertThat(new String(heard, StandardCharsets.UTF_8)).isEqualTo("QUIT :bye\r\n");
        }
    }

    private static Map<String, Object> given(Socket socket) {
        return Map.of(Link.SOCKET, socket, Link.BELOW, socket);
    }
}
