package io.stoa.service.gatewayirc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Schedule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection that goes from one version of the bundle to the next. */
@Timeout(20)
class LinkTest {

    /** What is due now is done at once, all else never. */
    private static final Schedule AT_ONCE =
            new Schedule() {
                @Override
                public Job after(Duration delay, Runnable job) {
                    if (delay.isZero()) {
                        job.run();
                    }
                    return () -> {};
                }

                @Override
                public Job every(Duration interval, Runnable job) {
                    return () -> {};
                }
            };

    private static final Link.Speed SPEED = new Link.Speed(Duration.ofMillis(1), 1_000);

    @Test
    void aLineThatComesBeforeItIsGivenAwayIsForTheNext() throws IOException {
        try (ServerSocket irc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NetworkSpec network =
                    NetworkSpec.parse(
                            "net %s %d plain"
                                    .formatted(
                                            irc.getInetAddress().getHostAddress(),
                                            irc.getLocalPort()));
            Link first = Link.open(network, AT_ONCE, SPEED);
            try (Socket server = irc.accept()) {
                tell(server, ":romeo PRIVMSG #verona :one\r\n:romeo PRIVMSG #verona :two\r\n");
                // the session hears nothing any more, and is yet to give the connection away
                first.read(line -> false);
                Map<String, Object> given = first.give(System.nanoTime()).orElseThrow();
                Link next = Link.resume(given, AT_ONCE, SPEED);
                server.shutdownOutput();
                List<String> heard = new ArrayList<>();
                next.read(
                        line -> {
                            heard.add(line.params().getLast());
                            return true;
                        });
                assertThat(heard).containsExactly("one", "two");
            }
        }
    }

    private static void tell(Socket server, String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
