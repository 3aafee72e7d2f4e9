package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.lifecycle.Handover;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A session goes from one version of the bundle to the next. */
@Timeout(60)
class HandoverTest extends InVerona {

    @BeforeEach
    void start() throws IOException {
        verona.join();
    }

    @Test
    void theConnectionStaysAndNothingIsLost() throws IOException {
        verona.say("m1", "before");
        assertThat(ircd.hear("PRIVMSG")).endsWith(":before");
        Object state = verona.save();
        ircd.tell(":romeo!r@h PRIVMSG #verona :meanwhile");
        verona.restore(state);
        assertThat(verona.next("meanwhile")).contains("/romeo'");
        verona.say("m2", "after");
        assertThat(ircd.hear("PRIVMSG")).isEqualTo("PRIVMSG #verona :after");
        assertThat(verona.next("'m2'")).contains("after", "/juliet'");
        verona.juliet.send(
                "<iq type='get' id='s1' to='"
                        + Verona.ROOM
                        + "/juliet'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(verona.next("s1")).contains("type='result'");
        assertThat(verona.seen()).noneMatch(it -> it.contains("unavailable"));
        ircd.tell(":romeo!r@h QUIT :bye");
        assertThat(verona.next("bye")).contains("/romeo'", "unavailable");
    }

    @Test
    void whatWaitsToBeSaidIsSaidByTheNext() throws IOException {
        for (int i = 0; i < 8; i++) {
            verona.say("m" + i, "line" + i);
        }
        // the first five go at once, the others one a second
        verona.restore(verona.save());
        List<String> heard = new ArrayList<>();
        while (heard.size() < 8) {
            heard.add(ircd.hear("PRIVMSG"));
        }
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.range(0, 8).mapToObj(i -> "PRIVMSG #verona :line" + i).toList());
    }

    @Test
    void onlyWhatBothVersionsKnowIsHandedOver() {
        assertShared(verona.save());
    }

    private static void assertShared(Object state) {
        String type = state.getClass().getName();
        assertThat(type).matches("(java|javax|sun|io\\.stoa\\.(jid|stanza|xml))\\..*|\\[B");
        if (state instanceof Map<?, ?> map) {
            map.values().forEach(HandoverTest::assertShared);
        } else if (state instanceof List<?> list) {
            list.forEach(HandoverTest::assertShared);
        }
    }

    @Test
    void whileTheNetworkIsSilentManyVersionsMayComeAndGo() throws IOException {
        for (int i = 0; i < 3; i++) {
            verona.restore(verona.save());
            verona.say("m" + i, "after " + i);
            assertThat(ircd.hear("PRIVMSG")).endsWith(":after " + i);
        }
        ircd.tell(":romeo!r@h PRIVMSG #verona :one", ":romeo!r@h PRIVMSG #verona :two");
        verona.next(">one<");
        assertThat(verona.next(">two<")).contains("/romeo'");
        verona.restore(verona.save());
        ircd.tell(":romeo!r@h PRIVMSG #verona :three");
        verona.next(">three<");
    }

    @Test
    void aLineThatHasComeByHalfIsHeardByTheNext() throws IOException {
        ircd.tell(":romeo!r@h PRIVMSG #ver".getBytes(StandardCharsets.UTF_8));
        verona.restore(verona.save());
        ircd.tell("ona :whole\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(verona.next("whole")).contains("/romeo'");
    }

    @Test
    void aConnectionThatGoesMeanwhileIsMadeAnew() throws IOException {
        Object state = verona.save();
        ircd.drop();
        verona.restore(state);
        ircd.accept().hear("USER");
        ircd.tell(":irc 001 juliet :welcome");
        verona.letIn();
        // she has not left: only the others have, and come back
        assertThat(verona.next("'110'")).doesNotContain("unavailable");
        verona.say("m1", "after");
        assertThat(ircd.hear("PRIVMSG")).endsWith(":after");
    }

    @Test
    void withoutASuccessorEverybodyIsTold() throws IOException {
        verona.stoa.without("service/gatewayirc");
        assertThat(verona.next("'332'")).contains("'110'", "unavailable");
        assertThat(ircd.hear("QUIT")).isEqualTo("QUIT :the gateway stops");
        ircd.awaitEnd();
    }

    @Test
    void whenItComesBackPeopleEnterAnew() throws IOException {
        verona.stoa.without("service/gatewayirc");
        verona.next("'332'");
        ircd.awaitEnd();
        verona.say("m1", "anybody");
        assertThat(verona.next("m1")).contains("type='error'");
        verona.restart();
        verona.say("m2", "anybody");
        assertThat(verona.next("m2")).contains("<not-acceptable");
        verona.join();
    }

    @Test
    void aNetworkThatIsNotConfiguredAnyMoreIsLeft() throws IOException {
        Object state = verona.save();
        verona.restart("other localhost 1 plain");
        verona.stoa.service(Handover.class).restore(state);
        assertThat(verona.next("'332'")).contains("'110'", "unavailable");
        assertThat(ircd.hear("QUIT")).isEqualTo("QUIT :the gateway stops");
    }

    @Test
    void whatIsNoSessionIsRefused() {
        Handover handover = verona.stoa.service(Handover.class);
        assertThatThrownBy(() -> handover.restore("x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handover.restore(List.of(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
