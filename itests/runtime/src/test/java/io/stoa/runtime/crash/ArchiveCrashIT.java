package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** What somebody has seen is in the archive after {@code kill -9}, under the id that was told. */
class ArchiveCrashIT {

    private static final int ROUNDS = 3;
    private static final int BEFORE_THE_KILL = 100;
    private static final String SID = "urn:xmpp:sid:0";

    /** The ids of the messages that Juliet has received, and what her archive calls them. */
    private final Map<String, String> received = new ConcurrentHashMap<>();

    /** The ids of the messages behind which Romeo has got an answer, in their order. */
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void whatWasSeenIsInTheArchiveAfterAKill(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (RuntimeProcess server = RuntimeProcess.start(data)) {
                if (round == 0) {
                    add(server, "juliet");
                    add(server, "romeo");
                }
                check(server);
                talkUntilKilled(server, round);
            }
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            check(server);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * BEFORE_THE_KILL);
            assertThat(received).hasSizeGreaterThanOrEqualTo(ROUNDS * BEFORE_THE_KILL);
        }
    }

    private static void add(RuntimeProcess server, String name) {
        server.call("account", "add", name + "@" + Stoa.DOMAIN, "--password", "secret");
    }

    private void talkUntilKilled(RuntimeProcess server, int round) throws InterruptedException {
        CountDownLatch due = new CountDownLatch(1);
        try (TcpClient juliet = connect(server, "juliet")) {
            Thread listener = Thread.ofVirtual().start(() -> listen(juliet));
            Thread speaker =
                    Thread.ofVirtual().start(() -> speak(server, juliet.address(), round, due));
            due.await();
            server.kill();
            speaker.join();
            listener.join();
        }
    }

    private static TcpClient connect(RuntimeProcess server, String name) {
        return TcpClient.connect(server.port("c2s"), name, "secret", "resource");
    }

    private void listen(TcpClient juliet) {
        try {
            while (true) {
                Element message = juliet.receive();
                String id = message.child(SID, "stanza-id").orElseThrow().attribute("id");
                received.put(message.attribute("id"), id);
            }
        } catch (AssertionError | UncheckedIOException killed) {
            assertThat(received).as("%s", killed).isNotEmpty();
        }
    }

    private void speak(RuntimeProcess server, String to, int round, CountDownLatch due) {
        try (TcpClient romeo = connect(server, "romeo")) {
            for (int i = 0; ; i++) {
                String id = "m" + round + "-" + i;
                romeo.send(
                        "<message type='chat' id='%s' to='%s'><body>%s</body></message>"
                                .formatted(id, to, id));
                // what a stream has sent is done in its order: the answer stands behind the message
                romeo.request(
                        "<iq type='get' id='p%d' to='%s'><ping xmlns='urn:xmpp:ping'/></iq>"
                                .formatted(i, Stoa.DOMAIN));
                acknowledged.add(id);
                if (i == BEFORE_THE_KILL) {
                    due.countDown();
                }
            }
        } catch (AssertionError | UncheckedIOException killed) {
            // whatever else it was, the test must not wait for ever; check() finds what is missing
            due.countDown();
        }
    }

    private void check(RuntimeProcess server) {
        Map<String, String> hers = archive(server, "juliet");
        assertThat(hers).containsAllEntriesOf(received);
        assertThat(archive(server, "romeo").keySet().stream().filter(acknowledged::contains))
                .containsExactlyElementsOf(acknowledged);
        assertThat(hers.keySet().stream().filter(acknowledged::contains))
                .containsExactlyElementsOf(acknowledged);
    }

    private static Map<String, String> archive(RuntimeProcess server, String name) {
        Map<String, String> found = new LinkedHashMap<>();
        for (ArchivePages.Found each : ArchivePages.of(server, name)) {
            assertThat(found.put(each.id(), each.name())).as("twice: " + each.id()).isNull();
        }
        return found;
    }
}
