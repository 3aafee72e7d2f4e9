package io.stoa.runtime;

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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** What was acknowledged is there after {@code kill -9}. */
class CrashIT {

    private static final int ROUNDS = 3;

    /** How many writes are acknowledged before the process is killed amid the next ones. */
    private static final int BEFORE_THE_KILL = 60;

    @Test
    void acknowledgedRosterItemsAndAccountsSurviveAKill(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        List<String> contacts = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (RuntimeProcess server = RuntimeProcess.start(data)) {
                if (round == 0) {
                    server.call("account", "add", juliet(), "--password", "secret");
                }
                check(server, contacts, accounts);
                writeUntilKilled(server, round, contacts, accounts);
            }
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            check(server, contacts, accounts);
            assertThat(contacts).hasSizeGreaterThanOrEqualTo(ROUNDS * BEFORE_THE_KILL);
            assertThat(accounts).hasSizeGreaterThanOrEqualTo(ROUNDS);
        }
    }

    private static String juliet() {
        return "juliet@" + Stoa.DOMAIN;
    }

    private static void writeUntilKilled(
            RuntimeProcess server, int round, List<String> contacts, List<String> accounts)
            throws InterruptedException {
        CountDownLatch due = new CountDownLatch(1);
        Thread roster = Thread.ofVirtual().start(() -> addContacts(server, round, contacts, due));
        Thread registration = Thread.ofVirtual().start(() -> register(server, round, accounts));
        due.await();
        server.kill();
        roster.join();
        registration.join();
    }

    /** Adds one contact after the other; the end of the stream ends it. */
    private static void addContacts(
            RuntimeProcess server, int round, List<String> contacts, CountDownLatch due) {
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "writer")) {
            for (int i = 0; ; i++) {
                String contact = "contact-" + round + "-" + i + "@" + Stoa.DOMAIN;
                Element answer =
                        client.request(
                                "<iq type='set' id='r"
                                        + i
                                        + "'><query xmlns='jabber:iq:roster'><item jid='"
                                        + contact
                                        + "'/></query></iq>");
                assertThat(answer.attribute("type")).isEqualTo("result");
                contacts.add(contact);
                if (i == BEFORE_THE_KILL) {
                    due.countDown();
                }
            }
        } catch (AssertionError | UncheckedIOException killed) {
            // whatever else it was, the test must not wait for ever; check() finds what is missing
            due.countDown();
        }
    }

    private static void register(RuntimeProcess server, int round, List<String> accounts) {
        try {
            for (int i = 0; ; i++) {
                String name = "account-" + round + "-" + i;
                try (TcpClient client = TcpClient.open(server.port("c2s"))) {
                    Element answer =
                            client.request(
                                    "<iq type='set' id='a'><query xmlns='jabber:iq:register'>"
                                            + "<username>"
                                            + name
                                            + "</username><password>secret</password>"
                                            + "</query></iq>");
                    assertThat(answer.attribute("type")).isEqualTo("result");
                    accounts.add(name);
                }
            }
        } catch (AssertionError | UncheckedIOException killed) {
            assertThat(accounts).as("%s", killed).isNotEmpty();
        }
    }

    private static void check(RuntimeProcess server, List<String> contacts, List<String> accounts) {
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "reader")) {
            Set<String> roster =
                    client.request("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                            .child("jabber:iq:roster", "query")
                            .orElseThrow()
                            .elements()
                            .map(item -> item.attribute("jid"))
                            .collect(Collectors.toSet());
            assertThat(roster).containsAll(contacts);
        }
        for (String name : accounts) {
            try (TcpClient client =
                    TcpClient.connect(server.port("c2s"), name, "secret", "reader")) {
                assertThat(client.address()).startsWith(name + "@");
            }
        }
    }
}
