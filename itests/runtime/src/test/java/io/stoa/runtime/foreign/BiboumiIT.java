package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway that others wrote: biboumi as an external component (XEP-0114), ngircd behind it, and
 * somebody with an IRC client there. All on addresses of this machine that nobody else uses.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BiboumiIT {

    private static final String GATEWAY = "irc.stoa.example";
    private static final Pattern PORT = Pattern.compile("component [^ ,]*:(\\d+)");

    @TempDir private Path folder;

    private Installed biboumi;
    private IrcServer irc;
    private Process gateway;
    private RuntimeProcess server;

    @BeforeEach
    void start() throws Exception {
        biboumi = Installed.program("biboumi");
        // on an address of its own: biboumi knows IRC by its port
        irc = IrcServer.start(folder, "ngircd");
        server =
                RuntimeProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "io.stoa.service.component:port=0",
                        "--set",
                        "io.stoa.service.component:pendingBytes=65536");
        server.shell(
                List.of(
                        "account add juliet@stoa.example --password secret",
                        "component add " + GATEWAY + " --secret as-you-like-it"));
        gateway = startGateway();
    }

    private Process startGateway() throws IOException {
        Matcher port = PORT.matcher(server.call("status"));
        assertThat(port.find()).isTrue();
        Path conf = folder.resolve("biboumi.cfg");
        Files.writeString(
                conf,
                """
                hostname=%s
                password=as-you-like-it
                xmpp_server_ip=127.0.0.1
                port=%s
                db_name=%s
                log_level=0
                """
                        .formatted(GATEWAY, port.group(1), folder.resolve("biboumi.sqlite")));
        return biboumi.start(folder.resolve("biboumi.log"), conf.toString());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (gateway != null) {
            Installed.kill(gateway);
        }
        if (irc != null) {
            irc.close();
        }
    }

    private static Element await(TcpClient client, Predicate<Element> wanted) {
        Element next = client.receive();
        while (!wanted.test(next)) {
            next = client.receive();
        }
        return next;
    }

    @Test
    void peopleOfBothNetworksTalkThroughAGatewayThatRestarts() throws IOException {
        String room = "#verona%" + irc.address() + "@" + GATEWAY;
        try (TcpClient juliet =
                        TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                IrcClient romeo = IrcScenes.romeo(irc)) {
            // it waits until the gateway is there
            Element info =
                    juliet.request(
                            "<iq type='get' id='d1' to='irc.stoa.example'><query"
                                    + " xmlns='http://jabber.org/protocol/disco#info'/></iq>");
            assertThat(info.toString()).contains("category='conference'", "type='irc'");
            IrcScenes scenes = new IrcScenes(room, juliet, romeo);
            scenes.play();
            // biboumi says it in the words of the network
            scenes.outAndIn("<message", "banned");
            restart(scenes);
            // to ban somebody is not among what it does: an outcast is no +b there
            scenes.kickByJuliet();
            server.call("component", "remove", GATEWAY, "--yes");
            juliet.send("<message to='" + room + "' id='gone'/>");
            assertThat(await(juliet, it -> it.attribute("id").equals("gone")).toString())
                    .contains("<remote-server-not-found");
        }
    }

    @Test
    void aGatewayThatHangsHangsNobody() throws IOException, InterruptedException {
        try (TcpClient juliet =
                        TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                TcpClient other =
                        TcpClient.connect(server.port("c2s"), "juliet", "secret", "chamber")) {
            String asked =
                    "<iq type='get' id='%s' to='irc.stoa.example'><query"
                            + " xmlns='jabber:iq:version'/></iq>";
            juliet.request(asked.formatted("before"));
            signal("-STOP");
            // until all buffers between here and there are full, and she is told
            Thread.ofVirtual().start(() -> flood(juliet));
            assertThat(await(juliet, it -> it.attribute("type").equals("error")).toString())
                    .contains("<resource-constraint", "type='wait'");
            String list =
                    "<iq type='get' id='i' to='stoa.example'><query"
                            + " xmlns='http://jabber.org/protocol/disco#items'/></iq>";
            assertThat(other.request(list).toString()).contains("irc.stoa.example");
            signal("-CONT");
            Element answer = other.request(asked.formatted("after0"));
            for (int i = 1; answer.attribute("type").equals("error"); i++) {
                answer = other.request(asked.formatted("after" + i));
            }
            assertThat(answer.toString()).contains("biboumi");
        }
    }

    private static void flood(TcpClient juliet) {
        String message =
                "<message to='irc.stoa.example' id='f'><body>"
                        + "x".repeat(100_000)
                        + "</body></message>";
        for (int i = 0; i < 150; i++) {
            juliet.send(message);
        }
    }

    private void signal(String which) throws IOException, InterruptedException {
        String pid = String.valueOf(gateway.pid());
        assertThat(new ProcessBuilder("kill", which, pid).start().waitFor()).isZero();
    }

    /** What she sends while the gateway is away it gets when it is back. */
    private void restart(IrcScenes scenes) throws IOException {
        Installed.kill(gateway);
        scenes.romeo().await("QUIT");
        // what is written to a connection that has just been lost is lost with it (XEP-0114)
        while (!server.call("component", "list").contains("awaited")) {
            Thread.onSpinWait();
        }
        scenes.juliet()
                .send(
                        "<iq type='get' id='v1' to='irc.stoa.example'><query"
                                + " xmlns='jabber:iq:version'/></iq>");
        gateway = startGateway();
        assertThat(await(scenes.juliet(), it -> it.attribute("id").equals("v1")).toString())
                .contains("biboumi");
        scenes.join();
        scenes.await("'110'", "<presence");
        assertThat(scenes.romeo().await("JOIN")).contains("juliet");
    }
}
