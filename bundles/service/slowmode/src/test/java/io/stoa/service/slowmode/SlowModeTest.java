package io.stoa.service.slowmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** XEP-0500. */
class SlowModeTest {

    private static final String ROOM = "verona@conference.stoa.example";

    private final Stoa stoa = Stoa.inMemory().with("service/muc").with("service/slowmode");
    private final TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = stoa.connect("romeo@stoa.example/orchard");

    @BeforeEach
    void begin() {
        enter(juliet, "juliet");
        configure("3600");
        enter(romeo, "romeo");
        take(juliet);
        take(romeo);
    }

    @AfterEach
    void close() {
        stoa.close();
    }

    private static void enter(TestClient client, String nick) {
        client.send(
                "<presence to='"
                        + ROOM
                        + "/"
                        + nick
                        + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    private void configure(String seconds) {
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='o1' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'><field var='"
                        + SlowMode.FIELD
                        + "'><value>"
                        + seconds
                        + "</value></field></x></query></iq>");
    }

    private static void say(TestClient client, String payload) {
        client.send("<message to='" + ROOM + "' type='groupchat'>" + payload + "</message>");
    }

    private static List<Element> take(TestClient client) {
        List<Element> taken = new ArrayList<>();
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            taken.add(next.get());
            next = client.take();
        }
        return taken;
    }

    private static String error(TestClient client) {
        List<Element> taken = take(client);
        return taken.isEmpty()
                ? ""
                : taken.getLast()
                        .child(Stanza.CLIENT, "error")
                        .map(it -> it.attribute("type") + " " + it.elements().toList())
                        .orElse("");
    }

    @Test
    void whoDoesNotWaitIsToldAndNobodyElseHearsIt() {
        say(romeo, "<body>one</body>");
        take(juliet);
        assertThat(error(romeo)).isEmpty();

        say(romeo, "<body>two</body>");

        assertThat(error(romeo)).startsWith("wait ").contains("policy-violation", "wait 3600 sec");
        assertThat(take(juliet)).isEmpty();
    }

    @Test
    void whoOwnsTheRoomNeedNotWait() {
        say(juliet, "<body>one</body>");
        say(juliet, "<body>two</body>");

        assertThat(take(romeo)).hasSize(2);
    }

    @Test
    void whatHasNoBodyDoesNotCount() {
        say(romeo, "<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        say(romeo, "<body>one</body>");
        say(romeo, "<active xmlns='http://jabber.org/protocol/chatstates'/>");

        assertThat(take(juliet)).hasSize(3);
    }

    /** §7. */
    @Test
    void anotherSessionOfTheSameAccountIsNobodyElse() {
        TestClient phone = stoa.connect("romeo@stoa.example/phone");
        enter(phone, "montague");
        say(romeo, "<body>one</body>");
        take(phone);

        say(phone, "<body>two</body>");

        assertThat(error(phone)).contains("policy-violation");
    }

    /** What another guard refuses was not said. */
    @Test
    void whatIsRefusedForAnotherReasonDoesNotCount() {
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='a1' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#admin'><item nick='romeo'"
                        + " role='visitor'/></query></iq>");
        say(romeo, "<body>one</body>");
        assertThat(error(romeo)).contains("forbidden");
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='a2' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#admin'><item nick='romeo'"
                        + " role='participant'/></query></iq>");
        take(romeo);

        say(romeo, "<body>two</body>");

        assertThat(error(romeo)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "1.5", "86401", "99999999999999999999"})
    void whatIsNoPauseIsNotAcceptable(String seconds) {
        configure(seconds);

        assertThat(error(juliet)).contains("not-acceptable");
    }

    @Test
    void aRoomWithoutPauseIsAsFastAsAny() {
        configure("0");
        take(romeo);

        say(romeo, "<body>one</body>");
        say(romeo, "<body>two</body>");

        assertThat(error(romeo)).isEmpty();
    }
}
