package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Our own gateway to IRC, servers that others wrote behind it, and somebody with an IRC client. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcGatewayIT {

    private static final String ROOM = "#verona%net@irc.stoa.example";

    @TempDir private Path folder;

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

    private static IrcClient romeo(IrcServer irc) throws IOException {
        IrcClient romeo = IrcClient.connect(irc.address(), IrcServer.PORT, "romeo");
        romeo.send("JOIN #verona");
        romeo.await(" 366 ");
        return romeo;
    }

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
                                "io.stoa.service.gatewayirc:networks=net "
                                        + irc.address()
                                        + " 6667 plain")) {
            server.shell(List.of("account add juliet@stoa.example --password secret"));
            try (TcpClient juliet =
                            TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                    IrcClient romeo = romeo(irc)) {
                join(juliet);
                assertThat(await(juliet, "/romeo'")).contains("role='moderator'");
                assertThat(await(juliet, "'110'")).contains("/juliet'");
                romeo.await("juliet");
                talk(juliet, romeo);
                update(server, juliet, romeo);
                outAndIn(juliet, romeo);
            }
            outage(server, irc);
        }
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

    /** The bundle is replaced while both talk: neither network notices, and nothing is lost. */
    private static void update(RuntimeProcess server, TcpClient juliet, IrcClient romeo)
            throws IOException, ExecutionException, InterruptedException {
        try (ExecutorService admin = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> updated =
                    admin.submit(() -> server.call("feature", "update", "gatewayirc", "--yes"));
            List<String> onIrc = new ArrayList<>();
            List<String> inRoom = new ArrayList<>();
            int said = 0;
            for (boolean more = true; more; said++) {
                more = !updated.isDone();
                romeo.send("PRIVMSG #verona :r" + said + ".");
                say(juliet, "j" + said + ".");
                onIrc.addAll(romeo.until(":j" + said + "."));
                inRoom.addAll(until(juliet, ">r" + said + ".", ">j" + said + "."));
            }
            updated.get();
            assertThat(onIrc).filteredOn(it -> it.contains("PRIVMSG")).hasSize(said);
            assertThat(onIrc).noneMatch(it -> it.contains("JOIN") || it.contains("QUIT"));
            assertThat(inRoom).filteredOn(it -> it.contains("<body")).hasSize(2 * said);
            assertThat(inRoom).noneMatch(it -> it.contains("unavailable"));
        }
    }

    private static List<String> until(TcpClient juliet, String one, String other) {
        List<String> seen = new ArrayList<>();
        while (seen.stream().noneMatch(it -> it.contains(one))
                || seen.stream().noneMatch(it -> it.contains(other))) {
            seen.add(juliet.receive().toString());
        }
        return seen;
    }

    private static void outAndIn(TcpClient juliet, IrcClient romeo) throws IOException {
        romeo.send("KICK #verona juliet :out");
        assertThat(await(juliet, "'307'")).contains("'110'", "out");
        romeo.send("MODE #verona +b juliet!*@*");
        romeo.await("+b");
        join(juliet);
        assertThat(await(juliet, "type='error'")).contains("<forbidden");
        romeo.send("MODE #verona -b juliet!*@*");
        romeo.await("-b");
        join(juliet);
        await(juliet, "'110'");
    }

    /** The network goes and comes back: the channel is entered again, by itself. */
    private static void outage(RuntimeProcess server, IrcServer irc) throws IOException {
        try (TcpClient juliet =
                TcpClient.connect(server.port("c2s"), "juliet", "secret", "chamber")) {
            join(juliet);
            await(juliet, "'110'");
            irc.restart();
            try (IrcClient romeo = romeo(irc)) {
                assertThat(await(juliet, "'110'")).doesNotContain("unavailable");
                juliet.send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
                assertThat(await(juliet, "'110'")).contains("unavailable");
                romeo.await("PART");
            }
        }
    }
}
