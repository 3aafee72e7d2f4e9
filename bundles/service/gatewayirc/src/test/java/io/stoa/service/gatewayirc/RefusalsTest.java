package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** What a network does not let somebody do, as the error that a client shows. */
@Timeout(60)
class RefusalsTest extends InVerona {

    private void asked() throws IOException {
        Verona.ask(verona.juliet);
        ircd.accept().hear("USER");
    }

    @ParameterizedTest
    @CsvSource({
        "403, item-not-found",
        "405, resource-constraint",
        "437, resource-constraint",
        "471, service-unavailable",
        "473, registration-required",
        "474, forbidden",
        "475, not-authorized",
        "476, item-not-found",
        "477, registration-required",
        "479, item-not-found",
        "489, not-acceptable",
        "520, not-allowed",
    })
    void aChannelThatIsNotForHer(String numeric, String condition) throws IOException {
        asked();
        ircd.tell(":irc 001 juliet :welcome");
        ircd.hear("JOIN");
        ircd.tell(":irc " + numeric + " juliet #verona :no");
        assertThat(verona.next("type='error'")).contains("<" + condition, ">no<");
    }

    @Test
    void aChannelThatForwardsToAnother() throws IOException {
        asked();
        ircd.tell(":irc 001 juliet :welcome");
        ircd.hear("JOIN");
        ircd.tell(
                ":irc 470 juliet #verona ##verona :Forwarding to another channel",
                ":juliet!j@h JOIN ##verona",
                ":irc 353 juliet = ##verona :juliet",
                ":irc 366 juliet ##verona :end");
        assertThat(verona.next("type='error'")).contains("<not-allowed", "Forwarding");
        // she has not asked to be there
        assertThat(ircd.hear("PART")).isEqualTo("PART ##verona");
    }

    @ParameterizedTest
    @CsvSource({
        "431, not-acceptable",
        "432, not-acceptable",
        "433, conflict",
        "436, conflict",
        "437, conflict",
    })
    void aNicknameThatSheCannotHave(String numeric, String condition) throws IOException {
        asked();
        ircd.tell(":irc " + numeric + " * juliet :no");
        assertThat(verona.next("type='error'")).contains("<" + condition, ">no<");
    }

    @ParameterizedTest
    @CsvSource({"463, forbidden", "464, not-authorized", "465, forbidden"})
    void aNetworkThatIsNotForHer(String numeric, String condition) throws IOException {
        asked();
        ircd.tell(":irc " + numeric + " juliet :no", "ERROR :Closing Link: juliet (K-Lined)");
        assertThat(verona.next("type='error'")).contains("<" + condition, ">no<");
        // and it is not tried again
        ircd.awaitEnd();
        verona.say("m1", "anybody");
        assertThat(verona.next("m1")).contains("<not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"902", "904", "905", "906", "908"})
    void aLoginThatIsNotAccepted(String numeric) throws IOException {
        verona.juliet.send(
                "<iq type='set' id='r1' to='net@irc.stoa.example'><query"
                        + " xmlns='jabber:iq:register'><username>jule</username>"
                        + "<password>wrong</password></query></iq>");
        verona.next("r1");
        asked();
        ircd.tell(":irc CAP * LS :sasl", ":irc CAP * ACK :sasl");
        ircd.hear("AUTHENTICATE");
        ircd.tell(":irc " + numeric + " juliet :no");
        assertThat(verona.next("type='error'")).contains("<not-authorized", ">no<");
        ircd.awaitEnd();
    }

    @Test
    void aServerWhoseNameNobodyKnows() throws IOException {
        try (Verona nowhere = new Verona(Ircd.plain(), "plain", "nowhere.invalid")) {
            Verona.ask(nowhere.juliet);
            assertThat(nowhere.next("type='error'"))
                    .contains("<remote-server-not-found", "no such IRC server");
        }
    }

    @Test
    void aServerThatIsNotThere() {
        ircd.close();
        Verona.ask(verona.juliet);
        assertThat(verona.next("type='error'"))
                .contains("<remote-server-timeout", "cannot be reached");
    }

    @Test
    void aNetworkThatGoesBeforeItWelcomes() throws IOException {
        asked();
        ircd.drop();
        assertThat(verona.next("type='error'")).contains("<remote-server-timeout");
    }

    @Test
    void aNetworkThatGoesInMidJoin() throws IOException {
        asked();
        ircd.tell(":irc 001 juliet :welcome");
        ircd.hear("JOIN");
        ircd.tell(":juliet!j@h JOIN #verona", ":irc 353 juliet = #verona :@romeo juliet");
        ircd.drop();
        assertThat(verona.next("type='error'")).contains("<remote-server-timeout");
        assertThat(verona.seen()).noneMatch(it -> it.contains("/romeo'"));
    }

    @Test
    void aNicknameThatIsTakenWhileSheIsThere() throws IOException {
        verona.join();
        verona.juliet.send("<presence to='" + Verona.ROOM + "/romeo' id='p9'/>");
        assertThat(ircd.hear("NICK")).isEqualTo("NICK romeo");
        ircd.tell(":irc 433 juliet romeo :Nickname is already in use");
        assertThat(verona.next("p9")).contains("<conflict", "already in use");
    }

    @Test
    void aKickForWhichSheHasNoRank() throws IOException {
        verona.join();
        verona.juliet.send(
                "<iq type='set' id='k1' to='"
                        + Verona.ROOM
                        + "'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                        + "<item nick='romeo' role='none'/></query></iq>");
        assertThat(verona.next("k1")).contains("<forbidden");
    }
}
