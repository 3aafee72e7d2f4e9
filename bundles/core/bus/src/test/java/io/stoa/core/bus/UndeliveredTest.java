package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes of stanzas that a session was given and its client never confirmed. */
class UndeliveredTest {

    private static final FullJid LOST = FullJid.parse("romeo@stoa.example/orchard");
    private static final Instant THEN = Instant.parse("2026-07-05T10:00:00Z");

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final List<Message> kept = new ArrayList<>();

    private void undelivered(String xml) {
        undelivered(xml, THEN);
    }

    private void undelivered(String xml, Instant when) {
        fixture.bus.undelivered(Stanza.from(Xml.parse(xml, Stanza.CLIENT)), LOST, when);
    }

    private static String message(String type, String to) {
        return "<message type='%s' id='m' from='juliet@stoa.example/balcony' to='%s'><body>x</body></message>"
                .formatted(type, to);
    }

    private void keepsForTheAbsent() {
        fixture.table.bindAbsence((message, account) -> kept.add(message), Map.of());
    }

    private TestClient other() {
        TestClient other = fixture.connect("romeo@stoa.example/tomb");
        other.send(Presence.of(PresenceType.AVAILABLE));
        while (other.take().isPresent()) {
            assertThat(kept).isEmpty();
        }
        return other;
    }

    @Test
    void nobodyElseIsThereSoItIsKeptWithTheTimeOfItsDelivery() {
        keepsForTheAbsent();
        undelivered(message("chat", LOST.toString()));
        undelivered(message("normal", "romeo@stoa.example"));
        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst().payloads().stream().flatMap(it -> Delay.from(it).stream()))
                .singleElement()
                .extracting(Delay::stamp)
                .isEqualTo(THEN);
        assertThat(juliet.take()).isEmpty();
    }

    @Test
    void nobodyKeepsItSoTheSenderIsTold() {
        undelivered(message("chat", LOST.toString()));
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("error");
    }

    @Test
    void oneForThatResourceGoesToAnother() {
        keepsForTheAbsent();
        TestClient other = other();
        undelivered(message("chat", LOST.toString()));
        assertThat(other.take().map(Element::local)).contains("message");
        assertThat(kept).isEmpty();
    }

    @Test
    void oneForTheAccountIsThereAlready() {
        keepsForTheAbsent();
        TestClient other = other();
        undelivered(message("chat", "romeo@stoa.example"), other.session().since());
        assertThat(other.take()).isEmpty();
        assertThat(kept).isEmpty();
        assertThat(juliet.take()).isEmpty();
    }

    @Test
    void oneForTheAccountIsNewToWhoCameLater() {
        TestClient later = other();
        undelivered(message("chat", "romeo@stoa.example"));
        assertThat(later.take().map(Element::local)).contains("message");
    }

    @Test
    void oneThatWasKeptWasForTheResourceThatFetchedIt() {
        TestClient other = other();
        undelivered(
                "<message type='chat' from='juliet@stoa.example/balcony' to='romeo@stoa.example'>"
                        + "<body>x</body><delay xmlns='urn:xmpp:delay' from='stoa.example'"
                        + " stamp='2026-07-05T09:00:00Z'/></message>",
                other.session().since());
        assertThat(other.take().map(Element::local)).contains("message");
    }

    @Test
    void aRequestIsAnsweredAndWhatMeansNothingToOthersIsDropped() {
        keepsForTheAbsent();
        undelivered(
                "<iq type='get' id='i' from='juliet@stoa.example/balcony' to='"
                        + LOST
                        + "'><q xmlns='q:q'/></iq>");
        assertThat(juliet.take().orElseThrow().attribute("id")).isEqualTo("i");
        undelivered("<presence from='juliet@stoa.example/balcony' to='" + LOST + "'/>");
        undelivered(
                "<iq type='result' id='i' from='juliet@stoa.example/balcony' to='" + LOST + "'/>");
        for (String type : List.of("groupchat", "headline", "error")) {
            undelivered(message(type, LOST.toString()));
        }
        // a copy of what another resource has sent
        undelivered(
                "<message type='chat' from='romeo@stoa.example' to='"
                        + LOST
                        + "'><sent xmlns='c:c'/></message>");
        assertThat(kept).isEmpty();
        assertThat(juliet.take()).isEmpty();
    }

    @Test
    void itIsNeitherGuardedNorArchivedNorCopiedAgain() {
        keepsForTheAbsent();
        fixture.table.bindInterceptor(
                (stanza, context) -> {
                    throw new IllegalStateException("seen again");
                },
                BusFixture.intercepts("io.stoa.test.Archive", Stage.ARCHIVE, Leg.values()));
        undelivered(message("chat", LOST.toString()));
        assertThat(kept).hasSize(1);
    }
}
