package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Ear.Contact;
import io.stoa.gateway.NetworkException;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Presence, both ways (XEP-0100 §4.4, §4.5), and that nothing of a network is trusted. */
class PresenceTest extends AtIcq {

    PresenceTest() {
        super(Map.of());
    }

    private static void awaitShown(FakeNetwork.Session session, int times) {
        await(() -> session.shown.size() >= times);
    }

    @Test
    void theNetworkSeesTheForemostClientAndTheNextWhenThatIsGone() throws InterruptedException {
        FakeNetwork.Session session = register();
        awaitShown(session, 1);
        // each is told by a job, which would tell the latest only
        juliet.send("<presence><show>dnd</show><status>wooing</status></presence>");
        awaitShown(session, 2);
        TestClient phone = stoa.connect("juliet@stoa.example/phone");
        phone.send("<presence><show>away</show><priority>5</priority></presence>");
        awaitShown(session, 3);
        // nothing changes for who looks from there
        juliet.send("<presence><show>xa</show></presence>");
        phone.disconnect();
        awaitShown(session, 4);
        assertThat(session.shown).containsExactly(": ", "dnd: wooing", "away: ", "xa: ");
    }

    @Test
    void aNewClientSeesWhoIsThere() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.presence("nurse", true, "", "");
        next("from='nurse@");
        TestClient phone = stoa.connect("juliet@stoa.example/phone");
        phone.send("<presence/>");
        String stanza = phone.await().orElseThrow().toString();
        while (!stanza.contains("from='nurse@")) {
            stanza = phone.await().orElseThrow().toString();
        }
        assertThat(stanza).contains("to='juliet@stoa.example/phone'");
    }

    @Test
    void whoeverIsSeenCanBeSpokenTo() {
        network.opening = ear -> ear.presence("nurse", true, "", "");
        sendRegistration("r1");
        List<String> order = new ArrayList<>();
        while (order.stream().noneMatch(it -> it.contains("from='nurse@"))) {
            order.add(juliet.await().orElseThrow().toString());
        }
        // the gateway first: the session is there
        assertThat(order).anyMatch(it -> it.startsWith("<presence from='icq.stoa.example'"));
        juliet.send("<message to='nurse@icq.stoa.example'><body>news?</body></message>");
        awaitSaid(network.sessions.element(), "nurse: news?");
    }

    @Test
    void aNetworkThatTellsMuchBeforeItIsThereIsNotRememberedWithoutEnd() {
        network.opening =
                ear -> {
                    for (int i = 0; i < 1_100; i++) {
                        ear.presence("nurse" + i, true, "", "");
                    }
                };
        sendRegistration("r1");
        List<String> order = new ArrayList<>();
        while (order.stream().noneMatch(it -> it.contains("from='nurse1099@"))) {
            order.add(juliet.await().orElseThrow().toString());
        }
        List<String> seen = order.stream().filter(it -> it.contains("from='nurse")).toList();
        assertThat(seen).hasSize(1_100);
        for (int i = 0; i < 1_100; i++) {
            assertThat(seen.get(i)).contains("from='nurse" + i + "@");
        }
    }

    @Test
    void aNewClientSeesThatTheGatewayIsThere() throws InterruptedException {
        register();
        TestClient phone = stoa.connect("juliet@stoa.example/phone");
        phone.send("<presence/>");
        phone.send("<presence to='icq.stoa.example' type='probe'/>");
        phone.send("<presence to='icq.stoa.example' type='subscribe'/>");
        phone.send("<presence to='nurse@icq.stoa.example' type='probe'/>");
        List<String> told = new ArrayList<>();
        while (told.stream().noneMatch(it -> it.contains("from='nurse@"))) {
            told.add(phone.await().orElseThrow().toString());
        }
        List<String> gateway =
                told.stream().filter(it -> it.contains("from='icq.stoa.example'")).toList();
        assertThat(gateway)
                .hasSizeGreaterThanOrEqualTo(4)
                .noneMatch(it -> it.contains("unavailable"));
        assertThat(gateway).anyMatch(it -> it.contains("to='juliet@stoa.example/phone'"));
    }

    @Test
    void howSomebodyIsIsToldOnce() throws InterruptedException {
        FakeNetwork.Session session = register();
        for (int i = 0; i < 10; i++) {
            session.ear.presence("nurse", true, "away", "");
        }
        session.ear.presence("nurse", true, "", "back");
        next("back");
        assertThat(rest().stream().filter(it -> it.contains("from='nurse@"))).hasSize(1);
    }

    @Test
    void aNameIsSaidAsTheNetworkSpellsIt() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send("<message to='angelica\\20n@icq.stoa.example'><body>1</body></message>");
        session.ear.presence("Angelica N", true, "", "");
        juliet.send("<message to='angelica\\20n@icq.stoa.example'><body>2</body></message>");
        awaitSaid(session, "angelica n: 1", "Angelica N: 2");
    }

    @Test
    void whatANetworkSaysIsMadeFitForXml() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.said("nurse", "a\u0000b\ud800c");
        assertThat(next("a\uFFFDb")).contains("a\uFFFDb\uFFFDc");
        session.ear.presence("nurse", true, "<x/>", "on\u0001line");
        assertThat(next("on\uFFFDline")).doesNotContain("<show");
        session.ear.said("no\u0000body", "not an address");
        session.ear.said(" ", "not an address");
        session.ear.said("x".repeat(2_000), "not an address");
        session.ear.said("nurse", "y".repeat(100_000));
        assertThat(next("yyy").length()).isLessThan(61_000);
        assertThat(rest()).noneMatch(it -> it.contains("not an address"));
    }

    @Test
    void whatIsToldLateIsIgnored() throws InterruptedException {
        FakeNetwork.Session first = register();
        sendRegistration("r2");
        FakeNetwork.Session second = session();
        first.ear.said("nurse", "late");
        first.ear.presence("nurse", true, "", "late");
        first.ear.contacts(List.of(new Contact("late", "")));
        first.ear.lost(new NetworkException(NetworkException.Kind.AWAY, "late"));
        second.ear.said("nurse", "in time");
        next("in time");
        assertThat(rest()).noneMatch(it -> it.contains("late"));
        assertThat(second.closed).isFalse();
    }
}
