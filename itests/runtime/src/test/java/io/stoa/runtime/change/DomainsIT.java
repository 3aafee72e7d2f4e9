package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A server has two houses, one of which comes while people chat. What is switched off for one is
 * neither answered nor advertised there, and the other does not notice. One server, in the order of
 * its life.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DomainsIT {

    private static final String HERE = Stoa.DOMAIN;
    private static final String THERE = "montague.example";
    private static final String PING = "urn:xmpp:ping";
    private static final String CSI = "urn:xmpp:csi:0";
    private static final String CAPS = "http://jabber.org/protocol/caps";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String INFO = "http://jabber.org/protocol/disco#info";

    @TempDir static Path folder;
    private RuntimeProcess server;
    private TcpClient juliet;

    @BeforeAll
    void start() {
        server = RuntimeProcess.start(folder.resolve("data"));
        server.call("account", "add", "juliet@" + HERE, "--password", "secret");
        juliet = juliet();
    }

    @AfterAll
    void stop() {
        juliet.close();
        server.close();
    }

    private TcpClient juliet() {
        return TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
    }

    private TcpClient again() {
        return TcpClient.connectTo(server.port("c2s"), HERE, "juliet", "secret");
    }

    private TcpClient romeo() {
        return TcpClient.connectTo(server.port("c2s"), THERE, "romeo", "secret");
    }

    private static String ping(TcpClient client, String domain) {
        Element answer = ask(client, domain, "<ping xmlns='" + PING + "'/>");
        return answer.attribute("type").equals("result")
                ? "result"
                : answer.elements()
                        .filter(it -> it.local().equals("error"))
                        .flatMap(Element::elements)
                        .findFirst()
                        .orElseThrow()
                        .local();
    }

    private static Element ask(TcpClient client, String domain, String payload) {
        return client.request("<iq type='get' id='d' to='%s'>%s</iq>".formatted(domain, payload));
    }

    /** What disco says; with a node, what it says of the hash in the stream features (XEP-0115). */
    private static String disco(TcpClient client, String domain, String node) {
        Element answer = ask(client, domain, "<query xmlns='%s' node='%s'/>".formatted(INFO, node));
        assertThat(answer.attribute("type")).isEqualTo("result");
        return answer.toString();
    }

    private static String hash(TcpClient client) {
        Element caps = client.features().child(CAPS, "c").orElseThrow();
        return caps.attribute("node") + "#" + caps.attribute("ver");
    }

    private static boolean offered(TcpClient client, String namespace) {
        return client.features().elements().anyMatch(it -> it.namespace().equals(namespace));
    }

    private void here(boolean on) {
        within(
                () -> {
                    agree(juliet, HERE, on);
                    try (TcpClient again = again()) {
                        fresh(again, HERE, on);
                    }
                });
    }

    private void there(boolean on) {
        within(
                () -> {
                    agree(juliet, THERE, on);
                    try (TcpClient romeo = romeo()) {
                        fresh(romeo, THERE, on);
                    }
                });
    }

    /**
     * P4: what is answered and what is advertised agree within a second, and not at once. Whoever
     * begins to ask then is told what is so; how long the asking takes, a log-in with it, does not
     * count.
     */
    private static void within(Runnable assertions) {
        long end = System.nanoTime() + SECOND.toNanos();
        boolean agreed = false;
        while (!agreed) {
            boolean last = System.nanoTime() - end > 0;
            try {
                assertions.run();
                agreed = true;
            } catch (AssertionError notYet) {
                if (last) {
                    throw notYet;
                }
            }
        }
    }

    private static void fresh(TcpClient client, String domain, boolean on) {
        agree(client, domain, on);
        assertThat(disco(client, domain, hash(client)).contains(PING)).isEqualTo(on);
        assertThat(offered(client, CSI)).isEqualTo(on);
    }

    private static void agree(TcpClient client, String domain, boolean on) {
        assertThat(ping(client, domain)).isEqualTo(on ? "result" : "service-unavailable");
        assertThat(disco(client, domain, "").contains(PING)).isEqualTo(on);
    }

    @Test
    @Order(1)
    void aDomainComesWhilePeopleChat() {
        assertThatThrownBy(() -> server.call("feature", "stop", "ping", "--domain", THERE, "--yes"))
                .hasMessageContaining("does not serve “" + THERE + "”; it serves " + HERE);
        server.call("domain", "add", THERE);
        server.call("account", "add", "romeo@" + THERE, "--password", "secret");
        here(true);
        there(true);
    }

    @Test
    @Order(2)
    void whatIsOffForOneDomainIsOffThereOnly() {
        String before = hash(juliet);
        assertThat(server.call("feature", "plan", "stop", "ping", "--domain", THERE))
                .contains("off for " + THERE)
                .doesNotContain("is stopped");
        server.call("feature", "stop", "ping", "--domain", THERE, "--yes");
        server.call("feature", "stop", "csi", "--domain", THERE, "--yes");
        there(false);
        here(true);
        try (TcpClient again = again()) {
            assertThat(hash(again)).isEqualTo(before);
        }
        assertThat(server.call("feature", "info", "ping")).containsPattern("off-domains +" + THERE);
        assertThat(server.call("feature", "list")).containsPattern("ping +on ");
    }

    @Test
    @Order(3)
    void itStaysSoAfterARestart() {
        server.stop();
        server = RuntimeProcess.start(folder.resolve("data"));
        juliet = juliet();
        there(false);
        here(true);
    }

    @Test
    @Order(4)
    void aFreshVersionIsOffThereAsWell() {
        server.call("feature", "update", "ping", "--yes");
        there(false);
        here(true);
    }

    @Test
    @Order(5)
    void itIsSwitchedOnAgain() {
        server.call("feature", "start", "ping", "--domain", THERE, "--yes");
        server.call("feature", "start", "csi", "--domain", THERE, "--yes");
        there(true);
        here(true);
        server.call("feature", "undo", "--yes");
        try (TcpClient romeo = romeo()) {
            assertThat(offered(romeo, CSI)).isFalse();
            assertThat(ping(romeo, THERE)).isEqualTo("result");
        }
        server.call("feature", "start", "csi", "--domain", THERE, "--yes");
    }

    @Test
    @Order(6)
    void aDomainGoesAndTheOtherDoesNotNotice() {
        try (TcpClient romeo = romeo()) {
            server.call("domain", "remove", THERE, "--yes");
            Element last = romeo.receive();
            assertThat(last.toString()).contains("host-gone");
        }
        assertThat(ping(juliet, THERE)).isNotEqualTo("result");
        here(true);
        server.call("domain", "add", THERE);
        there(true);
    }
}
