package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What {@code kill -9} leaves open is brought to an end when the server is back. */
class DepartureCrashIT {

    private static final String JULIET = "juliet@" + Stoa.DOMAIN;
    private static final String ROMEO = "romeo@" + Stoa.DOMAIN;

    private Path data;
    private RuntimeProcess server;
    private final ResumingClient juliet = new ResumingClient("juliet", "balcony");
    private final ResumingClient romeo = new ResumingClient("romeo", "orchard");

    @BeforeEach
    void connect(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        server = RuntimeProcess.start(data);
        server.shell(
                List.of("juliet", "romeo", "nurse").stream()
                        .map(it -> "account add " + it + "@" + Stoa.DOMAIN + " --password secret")
                        .toList());
        juliet.connect(port());
        juliet.send("<presence/>");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
    }

    @AfterEach
    void stop() {
        juliet.close();
        romeo.close();
        server.close();
    }

    private int port() {
        return server.port("c2s");
    }

    private void crash() {
        server.kill();
        server = RuntimeProcess.start(data);
    }

    private boolean sees(String from, String type) throws InterruptedException {
        return juliet.awaitUntil(
                it ->
                        it.received("presence").stream()
                                .filter(next -> next.attribute("from").equals(from))
                                .map(next -> next.attribute("type"))
                                .reduce((before, after) -> after)
                                .filter(type::equals)
                                .isPresent());
    }

    /** RFC 6121 §4.5.2, §4.6.3: subscribers, and those who got directed presence. */
    @Test
    void whoCannotComeBackIsSaidToBeGone() throws Exception {
        try (TcpClient orchard = TcpClient.connect(port(), "romeo", "secret", "orchard");
                TcpClient hall = TcpClient.connect(port(), "nurse", "secret", "hall")) {
            orchard.send("<presence/>");
            juliet.send("<presence type='subscribe' to='" + ROMEO + "'/>");
            assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
            orchard.send("<presence type='subscribed' to='" + JULIET + "'/>");
            hall.send("<presence to='" + juliet.address() + "'/>");
            assertThat(sees(orchard.address(), "")).isTrue();
            assertThat(sees(hall.address(), "")).isTrue();
            crash();
            juliet.resume(port());
            assertThat(sees(orchard.address(), "unavailable")).isTrue();
            assertThat(sees(hall.address(), "unavailable")).isTrue();
        }
        // and once
        crash();
        juliet.resume(port());
        juliet.send("<presence type='probe' to='" + ROMEO + "'/>");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        assertThat(juliet.received("presence"))
                .filteredOn(it -> it.attribute("from").equals("nurse@" + Stoa.DOMAIN + "/hall"))
                .hasSize(2);
    }

    @Test
    void whoDoesNotComeBackInTimeIsSaidToBeGoneAndLeavesWhatHeHasNotRead() throws Exception {
        romeo.connect(port(), "max='1'");
        romeo.send("<presence/>");
        romeo.send("<presence to='" + juliet.address() + "'/>");
        assertThat(sees(romeo.address(), "")).isTrue();
        crash();
        juliet.resume(port());
        juliet.message(romeo.address(), "one");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        assertThat(sees(romeo.address(), "unavailable")).isTrue();
        try (TcpClient tomb = TcpClient.connect(port(), "romeo", "secret", "tomb")) {
            tomb.send("<presence/>");
            Element next = tomb.receive();
            while (!next.local().equals("message")) {
                next = tomb.receive();
            }
            assertThat(next.attribute("id")).isEqualTo("one");
            assertThat(next.child("urn:xmpp:delay", "delay")).isPresent();
        }
    }

    /** XEP-0352: what waits for an inactive client is the server's to keep. */
    @Test
    void whatWasHeldBackIsNotLost() throws Exception {
        romeo.connect(port());
        romeo.send("<presence/>");
        assertThat(romeo.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        romeo.nonza("<inactive xmlns='urn:xmpp:csi:0'/>");
        romeo.send("<presence><show>away</show></presence>");
        // his own, and what he says of himself is important
        int before = 2;
        assertThat(romeo.awaitUntil(it -> it.received("presence").size() == before)).isTrue();
        juliet.send("<presence to='" + romeo.address() + "'><status>one</status></presence>");
        juliet.send("<presence to='" + romeo.address() + "'><status>two</status></presence>");
        juliet.send(
                "<message type='chat' to='"
                        + romeo.address()
                        + "'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        assertThat(romeo.received("presence")).hasSize(before);
        assertThat(romeo.received("message")).isEmpty();
        crash();
        juliet.resume(port());
        romeo.resume(port());
        assertThat(romeo.awaitUntil(it -> it.received("message").size() == 1)).isTrue();
        List<Element> presence = romeo.received("presence");
        assertThat(presence).hasSize(before + 1);
        assertThat(presence.getLast().child("jabber:client", "status").orElseThrow().text())
                .isEqualTo("two");
    }
}
