package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where rooms are changes while people are in them, and who reads slowly keeps nobody waiting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomsIT {

    private static final String VERONA = "verona@conference." + Stoa.DOMAIN;
    private static final String HOSTS = "io.stoa.service.muc:hosts";
    private static final int LETTERS = 400;
    private static final int SIZE = 32_768;
    private static final int SMALL = 8_192;

    private RuntimeProcess server;
    private TcpClient juliet;

    @BeforeAll
    void start(@TempDir Path folder) {
        server =
                RuntimeProcess.start(
                        folder.resolve("data"), "--set", "io.stoa.service.muc:messagesPerSecond=0");
        server.shell(
                List.of(
                        "account add juliet@stoa.example --password secret",
                        "account add romeo@stoa.example --password secret",
                        "account add tybalt@stoa.example --password secret"));
        juliet = client("juliet");
        create(juliet, VERONA);
    }

    @AfterAll
    void stop() {
        juliet.close();
        server.close();
    }

    private TcpClient client(String account) {
        return TcpClient.connect(server.port("c2s"), account, "secret", "here");
    }

    private static void enter(TcpClient client, String room, String nick) {
        client.send(
                "<presence to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(room, nick));
    }

    private static void create(TcpClient client, String room) {
        enter(client, room, "Juliet");
        Element opened =
                client.request(
                        "<iq type='set' id='o' to='%s'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
                                .formatted(room));
        assertThat(opened.attribute("type")).isEqualTo("result");
    }

    private static String ask(TcpClient client, String address) {
        Element answer =
                client.request(
                        "<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                                .formatted(address));
        return answer.elements()
                .filter(it -> it.local().equals("error"))
                .flatMap(Element::elements)
                .findFirst()
                .map(Element::local)
                .orElse("result");
    }

    private static Element said(TcpClient client, String id) {
        Element next = client.receive();
        while (!next.local().equals("message") || !next.attribute("id").equals(id)) {
            next = client.receive();
        }
        return next;
    }

    private static void say(TcpClient client, String room, String id, String text) {
        client.send(
                "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
                        .formatted(room, id, text));
    }

    /** Waits until an address answers, or does so no more: that is told a moment later. */
    private static void agree(TcpClient client, String address, boolean answers) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (ask(client, address).equals("result") != answers) {
            assertThat(System.nanoTime()).as(address).isLessThan(end);
        }
    }

    private static void talk(TcpClient client, String id) {
        say(client, VERONA, id, "still here");
        assertThat(said(client, id).attribute("from")).isEqualTo(VERONA + "/Juliet");
    }

    @Test
    void servicesComeAndGoWhilePeopleAreInRooms() {
        server.call("config", "set", HOSTS, "conference.{domain}, rooms.{domain}");
        agree(juliet, "rooms.stoa.example", true);
        create(juliet, "mantua@rooms.stoa.example");
        talk(juliet, "m1");
        server.call("config", "set", HOSTS, "conference.{domain}");
        agree(juliet, "rooms.stoa.example", false);
        agree(juliet, VERONA, true);
        talk(juliet, "m2");
        server.call("feature", "stop", "muc", "--domain", Stoa.DOMAIN, "--yes");
        agree(juliet, VERONA, false);
        server.call("feature", "start", "muc", "--domain", Stoa.DOMAIN, "--yes");
        agree(juliet, VERONA, true);
        talk(juliet, "m3");
    }

    @Test
    void whoReadsNothingKeepsNobodyWaiting() throws IOException {
        String room = "letters@conference." + Stoa.DOMAIN;
        create(juliet, room);
        try (TcpClient romeo = client("romeo");
                Socket tybalt = deaf("tybalt")) {
            enter(romeo, room, "Romeo");
            write(
                    tybalt,
                    "<presence to='%s/Tybalt'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                            .formatted(room));
            presence(juliet, room + "/Tybalt", "");
            String text = "x".repeat(SIZE);
            for (int i = 0; i < LETTERS; i++) {
                say(juliet, room, "l" + i, text);
            }
            for (int i = 0; i < LETTERS; i++) {
                assertThat(said(romeo, "l" + i).attribute("from")).isEqualTo(room + "/Juliet");
            }
            // more waits for him than may: he is gone, and only he
            presence(juliet, room + "/Tybalt", "unavailable");
        }
    }

    private static void presence(TcpClient client, String from, String type) {
        Element next = client.receive();
        while (!next.local().equals("presence")
                || !next.attribute("from").equals(from)
                || !next.attribute("type").equals(type)) {
            next = client.receive();
        }
    }

    /** A client that logs in and never reads. */
    private Socket deaf(String account) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port("c2s")));
        String open =
                "<stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'"
                        + " version='1.0'>";
        byte[] plain = ("\0" + account + "\0secret").getBytes(StandardCharsets.UTF_8);
        write(socket, open);
        until(socket, "</stream:features>");
        write(
                socket,
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                        + Base64.getEncoder().encodeToString(plain)
                        + "</auth>");
        until(socket, "<success");
        write(socket, open);
        until(socket, "</stream:features>");
        write(
                socket,
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        until(socket, "</iq>");
        return socket;
    }

    private static void write(Socket socket, String xml) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(xml.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void until(Socket socket, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        Optional<Integer> next = Optional.of(0);
        while (next.isPresent() && read.indexOf(end) < 0) {
            next = Optional.of(socket.getInputStream().read()).filter(it -> it >= 0);
            next.ifPresent(it -> read.append((char) it.intValue()));
        }
    }
}
