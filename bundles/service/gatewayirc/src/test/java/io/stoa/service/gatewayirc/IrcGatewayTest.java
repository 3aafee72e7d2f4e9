package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(60)
class IrcGatewayTest {

    private static final String ROOM = "#verona%net@irc.stoa.example";

    private ServerSocket ircd;
    private Socket socket;
    private BufferedReader heard;
    private Stoa stoa;
    private TestClient juliet;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        ircd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ircd.setSoTimeout(20_000);
        stoa =
                Stoa.inMemory()
                        .with(
                                "service/gatewayirc",
                                Map.of(
                                        "networks",
                                        new String[] {
                                            "net 127.0.0.1 " + ircd.getLocalPort() + " plain"
                                        }));
        juliet = stoa.connect("juliet@stoa.example/balcony");
    }

    @AfterEach
    void stop() throws IOException {
        stoa.close();
        ircd.close();
    }

    private String next(String part) {
        while (seen.stream().noneMatch(it -> it.contains(part))) {
            seen.add(juliet.await().orElseThrow(() -> new AssertionError(part)).toString());
        }
        String found = seen.stream().filter(it -> it.contains(part)).findFirst().orElseThrow();
        seen.remove(found);
        return found;
    }

    private void accept() throws IOException {
        socket = ircd.accept();
        heard =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        hear("USER");
    }

    private String hear(String part) throws IOException {
        String line = heard.readLine();
        while (line != null && !line.contains(part)) {
            line = heard.readLine();
        }
        if (line == null) {
            throw new AssertionError("never heard " + part);
        }
        return line;
    }

    private void tell(String... lines) throws IOException {
        for (String line : lines) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void ask(TestClient client) {
        client.send(
                "<presence to='"
                        + ROOM
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    private void join() throws IOException {
        ask(juliet);
        accept();
        tell(":irc 001 juliet :welcome");
        hear("JOIN #verona");
        joined();
        next("'110'");
        next("<subject");
    }

    private void joined() throws IOException {
        tell(
                ":juliet!j@h JOIN #verona",
                ":irc 332 juliet #verona :a street",
                ":irc 353 juliet = #verona :@+romeo juliet",
                ":irc 366 juliet #verona :end");
    }

    @Test
    void whoEntersSeesOccupantsHerselfAndTheTopic() throws IOException {
        ask(juliet);
        accept();
        tell(":irc 001 juliet :welcome");
        hear("JOIN #verona");
        joined();
        assertThat(next("/romeo'")).contains("affiliation='admin'", "role='moderator'");
        assertThat(next("'110'")).contains("from='" + ROOM + "/juliet'");
        assertThat(next("<subject")).contains("a street");
    }

    @Test
    void messagesGoBothWaysAndComeBackToAllDevices() throws IOException {
        join();
        TestClient chamber = stoa.connect("juliet@stoa.example/chamber");
        ask(chamber);
        while (!chamber.await().orElseThrow().toString().contains("<subject")) {
            // occupants and herself come first
        }
        tell(":romeo!r@h PRIVMSG #verona :\u0001ACTION sighs\u0001");
        assertThat(next("sighs")).contains("from='" + ROOM + "/romeo'", "/me sighs");
        juliet.send(
                "<message to='" + ROOM + "' type='groupchat' id='m1'><body>ay me</body></message>");
        assertThat(hear("PRIVMSG")).isEqualTo("PRIVMSG #verona :ay me");
        assertThat(next("ay me")).contains("id='m1'", "from='" + ROOM + "/juliet'");
        assertThat(chamber.await().orElseThrow().toString()).contains("sighs");
        assertThat(chamber.await().orElseThrow().toString()).contains("ay me");
    }

    @Test
    void kicksBansAndNicknamesAreSeen() throws IOException {
        join();
        tell(":romeo!r@h NICK :montague");
        assertThat(next("'303'")).contains("nick='montague'", "unavailable");
        tell(":tybalt!t@h JOIN #verona", ":montague!r@h MODE #verona +b *!*@h");
        tell(":montague!r@h KICK #verona tybalt :out");
        assertThat(next("'301'")).contains("outcast", "montague", "out");
        tell(":montague!r@h MODE #verona -b *!*@h", ":montague!r@h KICK #verona juliet :you too");
        assertThat(next("you too")).contains("'110'", "unavailable");
    }

    @Test
    void aNicknameThatIsTakenIsAConflict() throws IOException {
        ask(juliet);
        accept();
        tell(":irc 433 * juliet :Nickname is already in use");
        assertThat(next("type='error'")).contains("<conflict");
    }

    @ParameterizedTest
    @CsvSource({
        "403, item-not-found",
        "471, service-unavailable",
        "473, registration-required",
        "474, forbidden",
        "475, not-authorized",
    })
    void whatTheNetworkRefusesTheClientIsTold(String numeric, String condition) throws IOException {
        ask(juliet);
        accept();
        tell(":irc 001 juliet :welcome");
        hear("JOIN");
        tell(":irc " + numeric + " juliet #verona :no");
        assertThat(next("type='error'")).contains("<" + condition, ">no<");
    }

    @Test
    void aNetworkThatGoesInMidJoinIsAnError() throws IOException {
        ask(juliet);
        accept();
        socket.close();
        assertThat(next("type='error'")).contains("<remote-server-timeout");
    }

    @Test
    void aNetworkThatComesBackIsEnteredAgain() throws IOException {
        join();
        socket.close();
        assertThat(next("unavailable")).contains("/romeo");
        juliet.send("<message to='" + ROOM + "' type='groupchat' id='m2'><body>x</body></message>");
        assertThat(next("m2")).contains("<remote-server-timeout");
        accept();
        tell(":irc 001 juliet :welcome");
        hear("JOIN #verona");
        joined();
        assertThat(next("'110'")).doesNotContain("unavailable");
    }

    @Test
    void theLastDeviceLeavesTheNetwork() throws IOException {
        join();
        juliet.send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
        assertThat(next("'110'")).contains("unavailable");
        hear("QUIT");
    }

    @Test
    void anUnknownNetworkIsNotFound() {
        juliet.send("<presence to='#a%nowhere@irc.stoa.example/juliet' id='p1'/>");
        assertThat(next("p1")).contains("<item-not-found");
    }
}
