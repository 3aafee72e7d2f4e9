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
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Predicate;

/** Our own gateway to IRC, ngircd behind it, and somebody with an IRC client there. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcGatewayIT {

    private static final String ROOM = "#verona%net@irc.stoa.example";
    private static final int IRC_PORT = 6667;

    @TempDir private Path folder;

    private final SecureRandom random = new SecureRandom();
    // all of 127/8 is this machine
    private final String address =
            "127.%d.%d.%d"
                    .formatted(
                            10 + random.nextInt(200), random.nextInt(256), 1 + random.nextInt(250));
    private Installed program;
    private Process ngircd;
    private RuntimeProcess server;

    @BeforeEach
    void start() throws IOException {
        program = Installed.program("ngircd");
        Files.writeString(
                folder.resolve("ngircd.conf"),
                """
                [Global]
                Name = irc.stoa.example
                Info = a test
                Listen = %s
                Ports = %d
                [Limits]
                MaxConnectionsIP = 0
                [Options]
                DNS = no
                Ident = no
                PAM = no
                """
                        .formatted(address, IRC_PORT));
        startIrc();
        server =
                RuntimeProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "io.stoa.service.gatewayirc:networks=net " + address + " 6667 plain");
        server.shell(List.of("account add juliet@stoa.example --password secret"));
    }

    private void startIrc() {
        ngircd =
                program.start(
                        folder.resolve("ngircd.log"),
                        "-n",
                        "-f",
                        folder.resolve("ngircd.conf").toString());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (ngircd != null) {
            Installed.kill(ngircd);
        }
    }

    private static String await(TcpClient client, Predicate<String> wanted) {
        Element next = client.receive();
        while (!wanted.test(next.toString())) {
            next = client.receive();
        }
        return next.toString();
    }

    private static String await(TcpClient client, String part) {
        return await(client, it -> it.contains(part));
    }

    private static void join(TcpClient juliet) {
        juliet.send(
                "<presence to='"
                        + ROOM
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    private static void say(TcpClient juliet, String body) {
        juliet.send(
                "<message to='" + ROOM + "' type='groupchat'><body>" + body + "</body></message>");
    }

    @Test
    void peopleOfBothNetworksAreInOneRoom() throws IOException {
        try (TcpClient juliet =
                        TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                IrcClient romeo = IrcClient.connect(address, IRC_PORT, "romeo")) {
            juliet.send("<presence/>");
            romeo.send("JOIN #verona");
            romeo.await(" 366 ");
            join(juliet);
            assertThat(await(juliet, "/romeo'")).contains("role='moderator'");
            assertThat(await(juliet, "'110'")).contains("/juliet'");
            romeo.await("juliet");
            talk(juliet, romeo);
            romeo.send("KICK #verona juliet :out");
            assertThat(await(juliet, "'307'")).contains("'110'", "out");
            romeo.send("MODE #verona +b juliet!*@*");
            romeo.await("+b");
            join(juliet);
            assertThat(await(juliet, "type='error'")).contains("<forbidden");
            romeo.send("MODE #verona -b juliet!*@*");
            romeo.await("-b");
            join(juliet);
            assertThat(await(juliet, it -> it.contains("'110'") || it.contains("type='error'")))
                    .doesNotContain("type='error'");
        }
        outage();
    }

    private static void talk(TcpClient juliet, IrcClient romeo) throws IOException {
        romeo.send("PRIVMSG #verona :but soft");
        assertThat(await(juliet, "but soft")).contains("from='" + ROOM + "/romeo'");
        say(juliet, "/me sighs");
        assertThat(romeo.await("PRIVMSG #verona")).endsWith(":\u0001ACTION sighs\u0001");
        romeo.send("TOPIC #verona :a street");
        assertThat(await(juliet, "<subject")).contains("a street");
        juliet.send("<presence to='" + ROOM + "/romeo'/>");
        assertThat(await(juliet, "type='error'")).contains("<conflict");
        romeo.send("NICK montague");
        assertThat(await(juliet, "'303'")).contains("nick='montague'");
        juliet.send("<message to='" + ROOM + "/montague' type='chat'><body>psst</body></message>");
        assertThat(romeo.await("PRIVMSG montague")).endsWith(":psst");
        romeo.send("PRIVMSG juliet :yes?");
        // who was spoken to as an occupant answers as one
        assertThat(await(juliet, "yes?")).contains("from='" + ROOM + "/montague'");
    }

    /** The network goes and comes back: the channel is entered again, by itself. */
    private void outage() throws IOException {
        try (TcpClient juliet =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "chamber")) {
            join(juliet);
            await(juliet, "'110'");
            Installed.kill(ngircd);
            startIrc();
            try (IrcClient romeo = IrcClient.connect(address, IRC_PORT, "romeo")) {
                romeo.send("JOIN #verona");
                romeo.await(" 366 ");
                assertThat(await(juliet, "'110'")).doesNotContain("unavailable");
                juliet.send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
                assertThat(await(juliet, "'110'")).contains("unavailable");
            }
        }
    }
}
