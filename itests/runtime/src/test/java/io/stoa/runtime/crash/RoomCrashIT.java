package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.testkit.component.TestComponent;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** After {@code kill -9} those who come back into a room learn who does not (XEP-0045 §7.14). */
class RoomCrashIT {

    private static final String ROOM = "verona@conference." + Stoa.DOMAIN;
    private static final String JOIN = "<x xmlns='http://jabber.org/protocol/muc'/></presence>";
    private static final String PARIS = "paris@irc.example/x";
    private static final String SECRET = "as-you-like-it";
    private static final Pattern PORT = Pattern.compile("component [^ ,]*:(\\d+)");

    private static RuntimeProcess start(Path data) {
        return RuntimeProcess.start(data, "--set", "io.stoa.service.component:port=0");
    }

    private static TestComponent irc(RuntimeProcess server) {
        Matcher port = PORT.matcher(server.call("status"));
        assertThat(port.find()).isTrue();
        return TestComponent.tcp(Integer.parseInt(port.group(1)), "irc.example", SECRET);
    }

    private static boolean sees(ResumingClient client, String nick, String type)
            throws InterruptedException {
        return client.awaitUntil(
                it ->
                        it.received("presence").stream()
                                .filter(next -> next.attribute("from").equals(ROOM + "/" + nick))
                                .map(next -> next.attribute("type"))
                                .reduce((before, after) -> after)
                                .filter(type::equals)
                                .isPresent());
    }

    @Test
    void whoDoesNotComeBackIsSaidToHaveLeft(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (ResumingClient juliet = new ResumingClient("juliet", "balcony")) {
            try (RuntimeProcess server = start(data)) {
                server.shell(
                        List.of(
                                "account add juliet@stoa.example --password secret",
                                "account add romeo@stoa.example --password secret",
                                "component add irc.example --secret " + SECRET));
                enterAndCrash(server, juliet);
            }
            try (RuntimeProcess server = start(data);
                    TestComponent irc = irc(server)) {
                juliet.resume(server.port("c2s"));
                assertThat(sees(juliet, "Romeo", "unavailable")).isTrue();
                assertThat(sees(juliet, "Paris", "unavailable")).isTrue();
                stillThere(juliet);
                notThere(irc);
            }
        }
    }

    private static void enterAndCrash(RuntimeProcess server, ResumingClient juliet)
            throws Exception {
        juliet.connect(server.port("c2s"));
        juliet.send("<presence to='" + ROOM + "/Juliet'>" + JOIN);
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='o' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'/></query></iq>");
        assertThat(juliet.awaitUntil(it -> !it.received("iq").isEmpty())).isTrue();
        try (TcpClient romeo = TcpClient.connect(server.port("c2s"), "romeo", "secret", "orchard");
                TestComponent irc = irc(server)) {
            irc.send("<presence from='" + PARIS + "' to='" + ROOM + "/Paris'>" + JOIN);
            assertThat(sees(juliet, "Paris", "")).isTrue();
            romeo.send("<presence to='" + ROOM + "/Romeo'>" + JOIN);
            assertThat(sees(juliet, "Romeo", "")).isTrue();
            // what is written behind is written when others have been, one after the other
            for (int i = 1; i <= 5; i++) {
                juliet.send(
                        "<message type='groupchat' to='" + ROOM + "'><body>hey</body></message>");
                assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
            }
            server.kill();
        }
    }

    private static void stillThere(ResumingClient juliet) throws Exception {
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "/Juliet' id='p' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(
                        juliet.awaitUntil(
                                it ->
                                        it.received("iq").stream()
                                                .map(answer -> answer.attribute("id"))
                                                .anyMatch("p"::equals)))
                .isTrue();
        assertThat(juliet.received("iq").getLast().attribute("type")).isEqualTo("result");
    }

    /** XEP-0410 §3.1, XEP-0045 §7.4. */
    private static void notThere(TestComponent irc) {
        irc.send(
                "<iq from='"
                        + PARIS
                        + "' to='"
                        + ROOM
                        + "/Paris' id='p' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(answer(irc, "p")).contains("<not-acceptable ");
        irc.send(
                "<message from='"
                        + PARIS
                        + "' to='"
                        + ROOM
                        + "' id='m' type='groupchat'><body>?</body></message>");
        assertThat(answer(irc, "m")).contains("<not-acceptable ");
    }

    private static String answer(TestComponent irc, String id) {
        Element next = irc.receive();
        while (!next.attribute("id").equals(id)) {
            next = irc.receive();
        }
        return next.toString();
    }
}
