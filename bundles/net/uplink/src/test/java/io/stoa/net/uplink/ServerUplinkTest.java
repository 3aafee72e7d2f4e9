package io.stoa.net.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.DomainService;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.net.uplink.FakeServer.Peer;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.testkit.tls.TestKeys;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** The whole path of a gateway outside of its server, against a server at a real socket. */
@Timeout(60)
final class ServerUplinkTest extends Outside {

    @Test
    void whatComesAndGoesIsOfTheServersPeopleAndInOrder() throws Exception {
        connect();
        try (Peer peer = server.admit()) {
            for (String id : numbers("m", 200)) {
                peer.send(message(id));
            }
            assertThat(ids(peer, 200)).isEqualTo(numbers("m", 200));
            Stanza first = gateway.next();
            assertThat(first.from()).hasToString("Optional[" + JULIET + "]");
            assertThat(first.toElement().namespace()).isEqualTo(Stanza.CLIENT);
        }
    }

    @Test
    void theStreamIsOpenedToTheDomain() throws Exception {
        connect();
        try (Peer peer = server.accept()) {
            Element header = peer.open();
            assertThat(header.attribute("to")).isEqualTo("irc.stoa.example");
            assertThat(peer.receive().namespace()).isEqualTo("jabber:component:accept");
        }
    }

    @Test
    void whatIsForSomebodyElseOfAnyDomainGoesOut() throws Exception {
        connect();
        try (Peer peer = server.admit()) {
            outside.service(StanzaBus.class)
                    .send(
                            stanza(
                                    "<message from='"
                                            + ROOM
                                            + "' to='nurse@capulet.example' id='n'/>"));
            assertThat(peer.receive().attribute("to")).isEqualTo("nurse@capulet.example");
        }
    }

    @Test
    void onlyTheOwnDomainIsHeardThere() throws Exception {
        FakeGateway other = gateway.of("icq.stoa.example");
        connect();
        outside.offer(DomainService.class, other);
        try (Peer peer = server.admit()) {
            outside.service(StanzaBus.class)
                    .send(stanza("<message from='icq.stoa.example' to='" + JULIET + "' id='f'/>"));
            assertThat(gateway.next().toElement().toString()).contains("<not-allowed", "'f'");
            say("own");
            assertThat(ids(peer, 1)).containsExactly("own");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "not-authorized, io.stoa.net.uplink:secretFile",
        "conflict, stop that one first",
        "host-unknown, stoa component add irc.stoa.example",
        "policy-violation, policy-violation"
    })
    void whoIsRefusedSaysWhatToDo(String condition, String words) throws Exception {
        ServerUplink uplink = connect();
        try (Peer peer = server.accept()) {
            peer.open();
            peer.receive();
            peer.refuse(condition);
            awaitState(uplink, words);
            assertThat(uplink.state()).contains(server.address(), condition);
            assertThat(uplink.tried()).isTrue();
        }
        if (condition.equals("not-authorized")) {
            assertThat(uplink.state()).contains(secret.toString());
            Files.writeString(secret, FakeServer.SECRET);
            try (Peer peer = server.admit()) {
                say("again");
                assertThat(ids(peer, 1)).containsExactly("again");
            }
        }
    }

    @Test
    void aSecretThatCannotBeReadIsNamed() throws IOException {
        Files.delete(secret);
        awaitState(connect(), "io.stoa.net.uplink:secretFile: " + secret + " cannot be read");
    }

    @Test
    void nobodyAtTheServersPortIsToldWithTheRemedy() throws IOException {
        String address = server.address();
        server.close();
        awaitState(connect(Map.of("server", address)), "nobody takes components at " + address);
    }

    @Test
    void withTlsTheServerHasTheCertificateThatIsNamed() throws Exception {
        TestKeys keys = TestKeys.make(folder, "localhost");
        try (FakeServer secured = new FakeServer(keys.server().getServerSocketFactory())) {
            connect(
                    Map.of(
                            "server",
                            secured.address(),
                            "tls",
                            true,
                            "fingerprint",
                            keys.fingerprint()));
            try (Peer peer = secured.admit()) {
                say("sealed");
                assertThat(ids(peer, 1)).containsExactly("sealed");
            }
        }
    }

    @Test
    void aCertificateOfNobodyIsNotTrusted() throws Exception {
        TestKeys keys = TestKeys.make(folder, "localhost");
        try (FakeServer secured = new FakeServer(keys.server().getServerSocketFactory())) {
            ServerUplink uplink = connect(Map.of("server", secured.address(), "tls", true));
            try (Peer peer = secured.accept()) {
                assertThatThrownBy(peer::receive).isInstanceOf(IOException.class);
                awaitState(uplink, "io.stoa.net.uplink:fingerprint");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, does not speak XMPP",
        "<html><body/></html>, takes no components",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>, does not speak XMPP"
    })
    void whatIsNoServerIsLeft(String said, String words) throws IOException {
        ServerUplink uplink = connect();
        try (Peer peer = server.accept()) {
            peer.receive();
            peer.send(said);
            awaitState(uplink, words);
        }
    }

    @Test
    void aServerThatSpeaksBeforeItHasLetUsInIsLeft() throws IOException {
        ServerUplink uplink = connect();
        try (Peer peer = server.accept()) {
            peer.open();
            peer.send(message("early"));
            awaitState(uplink, "before it has let us in");
        }
        assertThat(gateway.received()).isEmpty();
    }

    @Test
    void whatIsTooLongIsAnsweredAndPassedOver() throws Exception {
        connect(Map.of("stanzaBytes", 10_000));
        try (Peer peer = server.admit()) {
            peer.send(
                    "<message from='"
                            + JULIET
                            + "' to='"
                            + ROOM
                            + "' id='long'><body>"
                            + "x".repeat(20_000)
                            + "</body></message>"
                            + message("short"));
            Element error = peer.receive();
            assertThat(error.toString()).contains("<policy-violation", "'long'", "type='error'");
            assertThat(error.attribute("to")).isEqualTo(JULIET);
            assertThat(ids(peer, 1)).containsExactly("short");
        }
    }

    @Test
    void whatIsNoStanzaIsAnsweredAndPassedOver() throws Exception {
        connect();
        try (Peer peer = server.admit()) {
            peer.send(
                    "<iq type='get' id='i1' from='" + JULIET + "' to='irc.stoa.example'/><other/>");
            assertThat(peer.receive().toString()).contains("<bad-request", "'i1'");
            peer.send(message("m"));
            assertThat(ids(peer, 1)).containsExactly("m");
        }
    }

    @Test
    void nobodySeesWhatIsNotForUsOrClaimsToBeOurs() throws Exception {
        connect();
        try (Peer peer = server.admit()) {
            peer.send("<message from='" + JULIET + "' to='romeo@stoa.example' id='1'/>");
            peer.send("<message from='irc.stoa.example' to='" + ROOM + "' id='2'/>");
            peer.send("<message to='" + ROOM + "' id='3'/>");
            peer.send("<message from='" + JULIET + "' id='4'/>");
            peer.send("<message from='@@' to='" + ROOM + "' id='5'/>");
            peer.send(message("6"));
            assertThat(gateway.next().id()).isEqualTo("6");
            assertThat(ids(peer, 1)).containsExactly("6");
        }
    }

    @Test
    void whatIsKeptForAnAccountCanBeForgotten() {
        connect(Map.of("server", "127.0.0.1:1"));
        StoreSpec<Element> spec = new StoreSpec<>("kept", 1, new Codec<>(it -> it, (it, v) -> it));
        Documents<Element> kept = outside.service(Storage.class).documents(spec);
        BareJid juliet = BareJid.parse("juliet@stoa.example");
        kept.update(juliet, present -> Optional.of(Element.of("test", "password")));

        outside.run("uplink forget juliet@stoa.example --yes");

        assertThat(kept.get(juliet)).isEmpty();
        assertThatThrownBy(() -> outside.run("uplink forget nurse@capulet.example --yes"))
                .hasMessageContaining("stoa.example");
    }

    @Test
    void nobodyConnectsWhileNobodySpeaksForTheDomain() {
        outside.with(
                "net/uplink",
                Map.of(
                        "domain",
                        "irc.stoa.example",
                        "server",
                        server.address(),
                        "secretFile",
                        secret.toString()));
        ServerUplink uplink = outside.service(ServerUplink.class);
        assertThat(uplink.state()).contains("waits for a feature that speaks for irc.stoa.example");
        assertThat(uplink.tried()).isTrue();
    }
}
