package io.stoa.service.muc.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.bus.StanzaBus;
import io.stoa.service.muc.Rooms;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** After a crash nobody takes for present who is not there, or himself for being there. */
class CrashTest {

    private static final String PARIS = "paris@irc.example/x";

    /** Another server. */
    private static final class Elsewhere implements DomainService {
        private final BlockingQueue<Element> received = new LinkedBlockingQueue<>();

        @Override
        public Set<String> domains() {
            return Set.of("irc.example");
        }

        @Override
        public void receive(Stanza stanza, Context context) {
            received.add(stanza.toElement());
        }
    }

    private final Rooms rooms = new Rooms(Map.of());
    private final Elsewhere elsewhere = new Elsewhere();
    private final TestClient juliet = rooms.connect("juliet");
    private final TestClient romeo = rooms.connect("romeo");

    @BeforeEach
    void begin() {
        rooms.server().offer(DomainService.class, elsewhere);
        rooms.create(juliet, "verona");
        rooms.enter(romeo, "verona", "romeo");
        paris(
                "<presence to='verona@conference.stoa.example/paris'><x"
                        + " xmlns='http://jabber.org/protocol/muc'/></presence>");
        Rooms.take(juliet);
        Rooms.take(romeo);
        elsewhere.received.clear();
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private void paris(String xml) {
        rooms.server()
                .service(StanzaBus.class)
                .send(Stanza.from(Xml.parse(xml, Stanza.CLIENT).with("from", PARIS)));
    }

    /** Nobody says farewell, and nothing is handed over: there is what is written down. */
    private void crash() {
        rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc").with("service/muc");
    }

    private String parisHears() throws InterruptedException {
        Element next = elsewhere.received.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : summary(next);
    }

    private static String summary(Element stanza) {
        String error =
                stanza.child(Stanza.CLIENT, "error")
                        .flatMap(it -> it.elements().findFirst())
                        .map(it -> " " + it.local())
                        .orElse("");
        String codes =
                String.join(
                        " ",
                        stanza.elements("http://jabber.org/protocol/muc#user", "x")
                                .flatMap(
                                        it ->
                                                it.elements(
                                                        "http://jabber.org/protocol/muc#user",
                                                        "status"))
                                .map(it -> it.attribute("code"))
                                .toList());
        String from = stanza.attribute("from");
        return (stanza.local()
                        + " "
                        + stanza.attribute("type")
                        + " "
                        + from.substring(from.indexOf('/') + 1)
                        + error
                        + " "
                        + codes)
                .strip();
    }

    @Test
    void whoIsOfElsewhereIsToldAndSoAreTheOthersWithoutAnybodyAsking() throws Exception {
        crash();

        assertThat(juliet.await().map(CrashTest::summary)).contains("presence unavailable paris");
        assertThat(romeo.await().map(CrashTest::summary)).contains("presence unavailable paris");
        assertThat(parisHears()).isEqualTo("presence unavailable paris 110 332");
        paris(
                "<iq id='p' type='get' to='verona@conference.stoa.example/paris'><ping"
                        + " xmlns='urn:xmpp:ping'/></iq>");
        assertThat(parisHears()).isEqualTo("iq error paris not-acceptable");
        paris(
                "<message type='groupchat' to='verona@conference.stoa.example'>"
                        + "<body>?</body></message>");
        assertThat(parisHears()).endsWith("not-acceptable");
    }

    /** The first stanza to the room may be anything. */
    @Test
    void whoComesFirstSeesNobodyWhoIsGone() {
        crash();
        TestClient nurse = rooms.connect("nurse");

        rooms.enter(nurse, "verona", "nurse");

        assertThat(Rooms.take(nurse))
                .filteredOn(it -> it.local().equals("presence"))
                .extracting(CrashTest::summary)
                .containsExactlyInAnyOrder(
                        "presence  juliet", "presence  romeo", "presence  nurse 110");
    }

    @Test
    void whoLeftIsNotToldAgain() throws Exception {
        paris("<presence type='unavailable' to='verona@conference.stoa.example/paris'/>");
        assertThat(parisHears()).isEqualTo("presence unavailable paris 110");
        Rooms.take(juliet);

        crash();
        rooms.say(juliet, "verona", "after");

        assertThat(juliet.await().map(CrashTest::summary)).contains("message groupchat juliet");
        assertThat(elsewhere.received).isEmpty();
    }

    @Test
    void anUpdateIsNoRestart() throws Exception {
        Object state = rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc").with("service/muc");
        rooms.server().service(RoomTable.class).restore(state);

        rooms.say(juliet, "verona", "after");

        assertThat(parisHears()).isEqualTo("message groupchat juliet");
        // and then a crash is still one
        crash();
        assertThat(parisHears()).isEqualTo("presence unavailable paris 110 332");
    }

    /** A session that ends before anybody has asked for its room is missed by those in it. */
    @Test
    void whoseSessionEndsWhileTheRoomSleepsLeaves() {
        paris("<presence type='unavailable' to='verona@conference.stoa.example/paris'/>");
        Rooms.take(juliet);
        crash();

        romeo.disconnect();

        assertThat(juliet.await().map(CrashTest::summary)).contains("presence unavailable romeo");
    }

    @Test
    void aTemporaryRoomOfGuestsAloneEndsWithThem() throws Exception {
        juliet.disconnect();
        romeo.disconnect();
        elsewhere.received.clear();
        crash();

        assertThat(parisHears()).isEqualTo("presence unavailable paris 110 332");
        paris(
                "<iq id='p' type='get' to='verona@conference.stoa.example/paris'><ping"
                        + " xmlns='urn:xmpp:ping'/></iq>");
        // XEP-0410 §3.1: item-not-found would say that it is there still
        assertThat(parisHears()).isEqualTo("iq error paris not-acceptable");
    }
}
