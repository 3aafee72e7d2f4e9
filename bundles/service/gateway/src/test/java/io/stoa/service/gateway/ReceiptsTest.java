package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** XEP-0184, where a network tells of deliveries. */
class ReceiptsTest extends AtIcq {

    private static final String ASKING =
            "<message to='nurse@icq.stoa.example' type='chat' id='%s'><body>hi</body>"
                    + "<request xmlns='urn:xmpp:receipts'/></message>";

    ReceiptsTest() {
        super(Map.of());
    }

    @BeforeEach
    void tell() {
        network.receipts = true;
    }

    private boolean advertised(String entity, String id) {
        juliet.send(
                "<iq to='%s' id='%s' type='get'>".formatted(entity, id)
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        return next("id='" + id + "'").contains("urn:xmpp:receipts");
    }

    @Test
    void itIsAdvertisedWhereTheNetworkDoesIt() {
        assertThat(advertised("icq.stoa.example", "d1")).isTrue();
        assertThat(advertised("nurse@icq.stoa.example", "d2")).isTrue();
        network.receipts = false;
        assertThat(advertised("icq.stoa.example", "d3")).isFalse();
        assertThat(advertised("nurse@icq.stoa.example", "d4")).isFalse();
    }

    @Test
    void whoAsksGetsOneReceipt() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send(ASKING.formatted("m1"));
        awaitSaid(session, "nurse: hi #m1");
        session.ear.delivered("romeo", "m1");
        session.ear.delivered("nurse", "m1");
        session.ear.delivered("nurse", "m1");
        session.ear.said("nurse", "the end");
        assertThat(next("<received"))
                .contains("from='nurse@icq.stoa.example'", "type='chat'", "id='m1'")
                .contains("to='juliet@stoa.example/balcony'")
                .doesNotContain("<body");
        next("the end");
        assertThat(rest()).noneMatch(it -> it.contains("<received"));
    }

    @Test
    void whoDoesNotAskGetsNone() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send(ASKING.formatted("m1").replace("<request xmlns='urn:xmpp:receipts'/>", ""));
        juliet.send(ASKING.formatted(""));
        awaitSaid(session, "nurse: hi", "nurse: hi");
        session.ear.delivered("nurse", "m1");
        session.ear.said("nurse", "the end");
        next("the end");
        assertThat(rest()).noneMatch(it -> it.contains("<received"));
    }

    @Test
    void theNetworkIsAskedForNothingThatItCannot() throws InterruptedException {
        network.receipts = false;
        FakeNetwork.Session session = register();
        juliet.send(ASKING.formatted("m1"));
        session.ear.said("nurse", "hello", "n1");
        awaitSaid(session, "nurse: hi");
        assertThat(next("hello")).doesNotContain("urn:xmpp:receipts");
    }

    @Test
    void whatTheNetworkAsksForItIsToldOnce() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.said("Nurse", "hello", "n1");
        assertThat(next("hello")).contains("id='n1'", "<request xmlns='urn:xmpp:receipts'/>");
        String receipt =
                "<message to='nurse@icq.stoa.example' type='chat' id='x'>"
                        + "<received xmlns='urn:xmpp:receipts' id='%s'/></message>";
        juliet.send(receipt.formatted("n2"));
        juliet.send(receipt.formatted("n1"));
        juliet.send(receipt.formatted("n1"));
        juliet.send("<message to='nurse@icq.stoa.example'><body>the end</body></message>");
        awaitSaid(session, "Nurse: the end");
        assertThat(session.delivered).containsExactly("Nurse #n1");
    }

    @Test
    void anIdThatIsNoneAsksForNothing() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.said("nurse", "long", "n".repeat(1_000));
        assertThat(next("long")).doesNotContain("urn:xmpp:receipts");
        for (String odd : List.of("\u0000", "\uFFFF", "\uD800", "\uDC00\uD800")) {
            session.ear.said("nurse", "odd", "n" + odd);
            assertThat(next("odd")).doesNotContain("urn:xmpp:receipts");
        }
    }
}
