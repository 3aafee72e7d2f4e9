package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.lifecycle.Figures;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

@Timeout(60)
class IrcGatewayTest extends InVerona {

    private TestClient juliet;

    @BeforeEach
    void start() {
        juliet = verona.juliet;
    }

    @Test
    void whoEntersSeesOccupantsHerselfAndTheTopic() throws IOException {
        Verona.ask(juliet);
        ircd.accept().hear("USER");
        ircd.tell(":irc 001 juliet :welcome");
        verona.letIn();
        assertThat(verona.next("/romeo'")).contains("affiliation='admin'", "role='moderator'");
        assertThat(verona.next("'110'")).contains("from='" + Verona.ROOM + "/juliet'");
        assertThat(verona.next("<subject")).contains("a street");
    }

    @Test
    void messagesGoBothWaysAndComeBackToAllDevices() throws IOException {
        verona.join();
        TestClient chamber = verona.stoa.connect("juliet@stoa.example/chamber");
        Verona.ask(chamber);
        while (!chamber.await().orElseThrow().toString().contains("<subject")) {
            // occupants and herself come first
        }
        ircd.tell(":romeo!r@h PRIVMSG #verona :\u0001ACTION sighs\u0001");
        assertThat(verona.next("sighs")).contains("from='" + Verona.ROOM + "/romeo'", "/me sighs");
        juliet.send(
                "<message to='"
                        + Verona.ROOM
                        + "' type='groupchat' id='m1'><body>ay me</body></message>");
        assertThat(ircd.hear("PRIVMSG")).isEqualTo("PRIVMSG #verona :ay me");
        assertThat(verona.next("ay me")).contains("id='m1'", "from='" + Verona.ROOM + "/juliet'");
        assertThat(chamber.await().orElseThrow().toString()).contains("sighs");
        assertThat(chamber.await().orElseThrow().toString()).contains("ay me");
    }

    @Test
    void kicksBansAndNicknamesAreSeen() throws IOException {
        verona.join();
        ircd.tell(":romeo!r@h NICK :montague");
        assertThat(verona.next("'303'")).contains("nick='montague'", "unavailable");
        ircd.tell(":tybalt!t@h JOIN #verona", ":montague!r@h MODE #verona +b *!*@h");
        ircd.tell(":montague!r@h KICK #verona tybalt :out");
        assertThat(verona.next("'301'")).contains("outcast", "montague", "out");
        ircd.tell(
                ":montague!r@h MODE #verona -b *!*@h",
                ":montague!r@h KICK #verona juliet :you too");
        assertThat(verona.next("you too")).contains("'110'", "unavailable");
    }

    @Test
    void aNetworkThatComesBackIsEnteredAgain() throws IOException {
        verona.join();
        ircd.drop();
        assertThat(verona.next("unavailable")).contains("/romeo");
        juliet.send(
                "<message to='"
                        + Verona.ROOM
                        + "' type='groupchat' id='m2'><body>x</body></message>");
        assertThat(verona.next("m2")).contains("<remote-server-timeout");
        ircd.accept().hear("USER");
        ircd.tell(":irc 001 juliet :welcome");
        verona.letIn();
        assertThat(verona.next("'110'")).doesNotContain("unavailable");
        assertThat(figures())
                .isEqualTo(
                        Map.of(
                                "irc_sessions",
                                1L,
                                "irc_connections",
                                1L,
                                "irc_channels",
                                1L,
                                "irc_reconnects",
                                1L));
    }

    private Map<String, Long> figures() {
        return verona.stoa.service(Figures.class).now().stream()
                .filter(it -> it.labels().equals(Map.of("network", "net")))
                .collect(Collectors.toMap(Figures.Figure::name, Figures.Figure::value));
    }

    @Test
    void theLastDeviceLeavesTheNetwork() throws IOException {
        verona.join();
        juliet.send("<presence type='unavailable' to='" + Verona.ROOM + "/juliet'/>");
        assertThat(verona.next("'110'")).contains("unavailable");
        ircd.hear("QUIT");
    }

    @Test
    void whoIsInTheChannelIsListed() throws IOException {
        verona.join();
        juliet.send(
                "<iq type='get' id='d1' to='"
                        + Verona.ROOM
                        + "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        assertThat(verona.next("d1")).contains(Verona.ROOM + "/romeo'", Verona.ROOM + "/juliet'");
        TestClient nurse = verona.stoa.connect("nurse@stoa.example/hall");
        nurse.send(
                "<iq type='get' id='d2' to='"
                        + Verona.ROOM
                        + "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        assertThat(nurse.await().orElseThrow().toString()).doesNotContain("romeo");
    }

    @Test
    void anUnknownNetworkIsNotFound() {
        juliet.send("<presence to='#a%nowhere@irc.stoa.example/juliet' id='p1'/>");
        assertThat(verona.next("p1")).contains("<item-not-found");
    }
}
