package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Our own gateway to IRC, servers that others wrote behind it, and somebody with an IRC client. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcGatewayIT {

    private static final String ROOM = "#verona%net@irc.stoa.example";

    private static final String LOGIN =
            "<x xmlns='jabber:x:data' type='submit'>"
                    + "<field var='username'><value>jule</value></field>"
                    + "<field var='password'><value>%s</value></field>"
                    + "<field var='nickserv'><value>%s</value></field></x>";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ngircd", "inspircd"})
    void peopleOfBothNetworksAreInOneRoom(String program) throws Exception {
        try (IrcServer irc = IrcServer.start(folder, program);
                RuntimeProcess server =
                        RuntimeProcess.start(
                                folder.resolve("data"),
                                "--set",
                                "io.stoa.service.gatewayirc:pace=20",
                                "--set",
                                "io.stoa.service.gatewayirc:networks=" + irc.network("net"))) {
            server.shell(List.of("account add juliet@stoa.example --password secret"));
            try (TcpClient juliet =
                            TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                    IrcClient romeo = IrcScenes.romeo(irc)) {
                IrcScenes scenes = new IrcScenes(ROOM, juliet, romeo);
                login(irc, scenes);
                before(irc, scenes);
                scenes.play();
                scenes.update(server, "gatewayirc");
                scenes.outAndIn("<presence", "type='error'", "<forbidden");
                stopAndStart(server, scenes);
                scenes.kickByJuliet();
                scenes.banByJuliet();
                outage(irc, scenes);
            }
        }
    }

    /**
     * With services of a real network: SASL PLAIN where the server has it, and NickServ where it
     * does not. A password that is wrong is told only by the former.
     */
    private void login(IrcServer irc, IrcScenes scenes) throws IOException {
        boolean sasl = irc.program().equals("inspircd");
        try (IrcServices _ = IrcServices.start(folder, irc)) {
            IrcServices.register(irc, "jule", "wherefore");
            if (sasl) {
                register(scenes, LOGIN.formatted("wrong", "false"));
                scenes.join();
                assertThat(scenes.await("type='error'"))
                        .contains("<not-authorized", "SASL authentication failed");
            }
            register(scenes, LOGIN.formatted("wherefore", "true"));
            scenes.join();
            String entered = scenes.await("'110'", "<presence");
            if (sasl) {
                assertThat(entered).contains("affiliation='member'");
            }
            scenes.romeo().send("WHOIS juliet");
            assertThat(scenes.romeo().await(" 330 ")).contains("jule ");
            scenes.juliet().send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
            scenes.romeo().await("PART");
            register(scenes, "<remove/>");
        }
    }

    private static void register(IrcScenes scenes, String what) {
        String set =
                "<iq type='set' id='r' to='net@irc.stoa.example'>"
                        + "<query xmlns='jabber:iq:register'>"
                        + what
                        + "</query></iq>";
        assertThat(scenes.juliet().request(set).attribute("type")).isEqualTo("result");
    }

    /** What was said before she came, where the server has a history. */
    private static void before(IrcServer irc, IrcScenes scenes) throws IOException {
        if (irc.program().equals("inspircd")) {
            scenes.romeo().send("MODE #verona +H 10:1h");
            scenes.romeo().await("+H");
            scenes.romeo().send("PRIVMSG #verona :two households");
            scenes.join();
            assertThat(scenes.until("two households", "<subject").getLast()).contains("<subject");
            scenes.juliet().send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
            scenes.romeo().await("PART");
            scenes.romeo().send("MODE #verona -H");
            scenes.romeo().await("-H");
        }
    }

    /** For good: both sides are told, and what comes afterwards begins anew. */
    private static void stopAndStart(RuntimeProcess server, IrcScenes scenes) throws IOException {
        server.call("feature", "stop", "gatewayirc", "--yes");
        assertThat(scenes.await("'332'")).contains("'110'", "unavailable");
        assertThat(scenes.romeo().await("QUIT")).contains("juliet", "the gateway stops");
        server.call("feature", "start", "gatewayirc", "--yes");
        scenes.join();
        scenes.await("'110'", "<presence");
    }

    /** The network goes and comes back: the channel is entered again, by itself. */
    private static void outage(IrcServer irc, IrcScenes scenes) throws IOException {
        irc.restart();
        try (IrcClient romeo = IrcScenes.romeo(irc)) {
            assertThat(scenes.await("'110'")).doesNotContain("unavailable");
            scenes.juliet().send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
            assertThat(scenes.await("'110'")).contains("unavailable");
            romeo.await("PART");
        }
    }
}
