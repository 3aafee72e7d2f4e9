package io.stoa.net.uplink;

import io.stoa.bus.DomainService;
import io.stoa.bus.StanzaBus;
import io.stoa.net.uplink.FakeServer.Peer;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process outside of its server, and a server at a real socket. */
abstract class Outside {

    static final String JULIET = "juliet@stoa.example/balcony";
    static final String ROOM = "#verona%net@irc.stoa.example";

    @TempDir Path folder;

    final FakeServer server = new FakeServer();
    final FakeGateway gateway = new FakeGateway();
    Path secret;
    Stoa outside;

    @BeforeEach
    void start() throws IOException {
        secret = folder.resolve("irc.secret");
        Files.writeString(secret, FakeServer.SECRET + "\n# not this line\n");
        outside =
                Stoa.inMemory(
                        Map.of(
                                "io.stoa.core.router",
                                Map.of(
                                        "domains",
                                        new String[] {"stoa.example"},
                                        "accounts",
                                        false)));
    }

    @AfterEach
    void stop() throws IOException {
        outside.close();
        server.close();
    }

    ServerUplink connect(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("domain", "irc.stoa.example");
        all.putIfAbsent("server", server.address());
        all.putIfAbsent("secretFile", secret.toString());
        outside.with("net/uplink", all);
        outside.offer(DomainService.class, gateway);
        return outside.service(ServerUplink.class);
    }

    ServerUplink connect() {
        return connect(Map.of());
    }

    static void awaitState(ServerUplink uplink, String part) {
        while (!uplink.state().contains(part)) {
            Thread.onSpinWait();
        }
    }

    static String message(String id) {
        return "<message from='" + JULIET + "' to='" + ROOM + "' id='" + id + "'/>";
    }

    void say(String id) {
        outside.service(StanzaBus.class)
                .send(stanza("<message from='" + ROOM + "' to='" + JULIET + "' id='" + id + "'/>"));
    }

    static Stanza large() {
        String xml =
                "<message xmlns='jabber:client' from='%s' to='%s'><body>%s</body></message>"
                        .formatted(ROOM, JULIET, "x".repeat(100_000));
        return Stanza.from(Xml.parse(xml));
    }

    /** Sends until the server has taken nothing for half a second. */
    void choke(ServerUplink uplink) {
        Stanza large = large();
        long taken = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < 500_000_000L) {
            if (uplink.waiting().count() < 2) {
                outside.service(StanzaBus.class).send(large);
            }
            if (uplink.waiting().sent() != taken) {
                taken = uplink.waiting().sent();
                since = System.nanoTime();
            }
        }
    }

    static Stanza stanza(String xml) {
        Element element = Xml.parse(xml.replace("/>", " xmlns='jabber:client'/>"));
        return Stanza.from(element);
    }

    static List<String> ids(Peer peer, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(peer.receive().attribute("id"));
        }
        return ids;
    }

    static List<String> numbers(String prefix, int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(prefix + i);
        }
        return numbers;
    }
}
