package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;

/** What IRCv3 adds, where the network has it. */
@Timeout(60)
class CapabilitiesTest extends InVerona {

    private static final String ALL =
            "away-notify batch echo-message message-tags multi-prefix server-time";

    @BeforeEach
    void start() throws IOException {
        Verona.ask(verona.juliet);
        ircd.accept().hear("USER");
        ircd.tell(":irc CAP * LS * :multi-prefix away-notify batch unheard-of");
        ircd.tell(":irc CAP * LS :server-time message-tags echo-message");
        assertThat(ircd.hear("CAP REQ")).isEqualTo("CAP REQ :" + ALL);
        ircd.tell(":irc CAP juliet ACK :" + ALL, ":irc 001 juliet :welcome");
        verona.letIn();
        assertThat(ircd.hear("PING")).isEqualTo("PING stoa-#verona");
        ircd.tell(":irc PONG irc :stoa-#verona");
        verona.next("<subject");
    }

    @Test
    void whatIsSaidIsInTheRoomWhenTheNetworkSaysSo() throws IOException {
        verona.say("m1", "ay me");
        ircd.hear("PRIVMSG #verona :ay me");
        ircd.tell(":romeo!r@h PRIVMSG #verona :first", ":juliet!j@h PRIVMSG #verona :ay me");
        assertThat(verona.next("ay me")).contains("id='m1'", "/juliet'");
        // it had come before
        assertThat(verona.seen()).anyMatch(it -> it.contains("first"));
    }

    @Test
    void aMessageInPiecesIsShownOnceAndWhole() throws IOException {
        verona.say("m1", "one\ntwo");
        ircd.hear("two");
        ircd.tell(
                ":juliet!j@h PRIVMSG #verona :one",
                ":juliet!j@h PRIVMSG #verona :two",
                ":romeo!r@h PRIVMSG #verona :last");
        assertThat(verona.next("two")).contains("one", "id='m1'");
        verona.next("last");
        assertThat(verona.seen()).noneMatch(it -> it.contains("two"));
    }

    @Test
    void whatTheChannelRefusesComesBack() throws IOException {
        verona.say("m1", "ay me");
        ircd.hear("ay me");
        ircd.tell(":irc 404 juliet #verona :Cannot send to channel");
        assertThat(verona.next("m1")).contains("type='error'", "<forbidden", "Cannot send");
    }

    @Test
    void aTopicThatWasSetIsNotWhatIsRefusedLater() throws IOException {
        verona.juliet.send(
                "<message to='"
                        + Verona.ROOM
                        + "' id='t1' type='groupchat'><subject>dawn</subject></message>");
        ircd.hear("TOPIC");
        ircd.tell(":juliet!j@h TOPIC #verona :dawn");
        verona.next("dawn");
        verona.say("m1", "ay me");
        ircd.hear("ay me");
        ircd.tell(":irc 404 juliet #verona :Cannot send to channel");
        assertThat(verona.next("type='error'")).contains("id='m1'");
    }

    @Test
    void whatIsPlayedAgainHasItsTime() throws IOException {
        ircd.tell(
                "@time=2026-01-02T03:04:05.678Z :romeo!r@h PRIVMSG #verona :long ago",
                "@time=never :romeo!r@h PRIVMSG #verona :now");
        assertThat(verona.next("long ago")).contains("<delay", "2026-01-02T03:04:05");
        assertThat(verona.next("now")).doesNotContain("<delay");
    }

    @Test
    void whatTheNetworkHasNoMoreIsNotWaitedFor() throws IOException {
        ircd.tell(":irc CAP juliet DEL :echo-message", "PING :seen");
        ircd.hear("PONG");
        verona.say("m1", "ay me");
        assertThat(verona.next("m1")).contains("/juliet'", "ay me");
    }

    @Test
    void whoIsAwayIsShownAwayAndSoAreWe() throws IOException {
        ircd.tell(":romeo!r@h AWAY :asleep");
        assertThat(verona.next("<show>away")).contains("/romeo'", "role='moderator'");
        ircd.tell(":romeo!r@h AWAY");
        verona.next("/romeo'");
        verona.juliet.send(
                "<presence to='"
                        + Verona.ROOM
                        + "/juliet'><show>dnd</show><status>asleep</status></presence>");
        assertThat(ircd.hear("AWAY")).isEqualTo("AWAY :asleep");
        verona.juliet.send("<presence to='" + Verona.ROOM + "/juliet'/>");
        assertThat(ircd.hear("AWAY")).isEqualTo("AWAY");
    }

    @Test
    void whoIsSpokenToInTheRoomAnswersThere() throws IOException {
        verona.juliet.send(
                "<message to='" + Verona.ROOM + "/romeo' type='chat'><body>psst</body></message>");
        assertThat(ircd.hear("PRIVMSG")).isEqualTo("PRIVMSG romeo :psst");
        ircd.tell(":juliet!j@h PRIVMSG romeo :psst", ":romeo!r@h PRIVMSG juliet :yes?");
        assertThat(verona.next("yes?"))
                .contains("from='" + Verona.ROOM + "/romeo'", "muc#user", "type='chat'");
        verona.juliet.send("<presence/>");
        ircd.tell(":tybalt!t@h PRIVMSG juliet :you there");
        assertThat(verona.next("you there")).contains("from='tybalt%net@irc.stoa.example'");
    }

    @Test
    void whoComesLaterGetsAsMuchHistoryAsItWants() throws IOException {
        ircd.tell(":romeo!r@h PRIVMSG #verona :one", ":romeo!r@h PRIVMSG #verona :two");
        verona.next("two");
        TestClient chamber = verona.stoa.connect("juliet@stoa.example/chamber");
        chamber.send(
                "<presence to='"
                        + Verona.ROOM
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'><history"
                        + " maxstanzas='1'/></x></presence>");
        String said = chamber.await().orElseThrow().toString();
        while (!said.contains("<subject")) {
            assertThat(said).doesNotContain(">one<");
            said = chamber.await().orElseThrow().toString();
        }
    }
}
