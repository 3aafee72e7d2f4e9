package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.Accounts;
import io.stoa.gateway.Ear;
import io.stoa.gateway.NetworkException;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;
import io.stoa.storage.Storage;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class GatewayTest extends AtIcq {

    GatewayTest() {
        super(Map.of("messagesPerMinute", 5));
    }

    /** Registers somebody else, and waits until the session is there. */
    private FakeNetwork.Session register(TestClient client) throws InterruptedException {
        client.send("<presence/>");
        client.send(
                "<iq to='icq.stoa.example' id='r' type='set'><query xmlns='jabber:iq:register'>"
                        + "<username>1</username><password>2</password></query></iq>");
        String stanza = "";
        while (!stanza.startsWith("<presence from='icq.stoa.example'")) {
            stanza = client.await().orElseThrow().toString();
        }
        return session();
    }

    @Test
    void aGatewayIsListedAndSaysWhatItIs() {
        juliet.send(
                "<iq to='stoa.example' id='d1' type='get'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        assertThat(next("d1")).contains("jid='icq.stoa.example'", "name='ICQ'");
        juliet.send(
                "<iq to='icq.stoa.example' id='d2' type='get'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        assertThat(next("d2"))
                .contains("category='gateway'", "type='icq'", "jabber:iq:gateway")
                .contains("jabber:iq:register", "http://jabber.org/protocol/commands")
                .contains("http://jabber.org/protocol/rosterx")
                .doesNotContain("urn:xmpp:receipts");
    }

    @Test
    void whoRegistersIsLoggedInAndItsSecretIsNeverShown() throws InterruptedException {
        FakeNetwork.Session session = register();
        assertThat(session.login.answer("password")).isEqualTo("wherefore");
        juliet.send(
                "<iq to='icq.stoa.example' id='f1' type='get'>"
                        + "<query xmlns='jabber:iq:register'/></iq>");
        assertThat(next("f1"))
                .contains("<registered/>", "12345", "text-private")
                .doesNotContain("wherefore");
        assertThat(
                        stoa.service(Storage.class)
                                .items(Registrations.STORE)
                                .get(JULIET, "icq.stoa.example")
                                .orElseThrow()
                                .toString())
                .doesNotContain("wherefore")
                .doesNotContain("12345");
    }

    @Test
    void aFormIsFilledAsWell() throws InterruptedException {
        juliet.send(
                "<iq to='icq.stoa.example' id='r1' type='set'><query xmlns='jabber:iq:register'>"
                        + "<x xmlns='jabber:x:data' type='submit'><field var='username'><value>1"
                        + "</value></field><field var='password'><value>2</value></field></x>"
                        + "</query></iq>");
        assertThat(next("r1")).contains("type='result'");
        assertThat(session().login.answers()).isEqualTo(Map.of("username", "1", "password", "2"));
    }

    @Test
    void contactsComeIntoTheRosterAndArePresent() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.contacts(List.of(new Ear.Contact("Nurse @ home", "Nurse")));
        session.ear.presence("Nurse @ home", true, "away", "at the market");
        assertThat(next("<presence from='nurse"))
                .contains("from='nurse\\20\\40\\20home@icq.stoa.example'", "<show>away</show>");
        awaitRoster("icq.stoa.example", "nurse\\20\\40\\20home@icq.stoa.example");
    }

    @Test
    void messagesGoBothWays() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send(
                "<message to='nurse\\20x@icq.stoa.example' type='chat'><body>hi</body></message>");
        awaitSaid(session, "nurse x: hi");
        session.ear.said("nurse x", "anon!");
        assertThat(next("anon!")).contains("from='nurse\\20x@icq.stoa.example'", "type='chat'");
    }

    @ParameterizedTest
    @CsvSource({
        "AWAY,      remote-server-timeout",
        "NOBODY,    item-not-found",
        "FORBIDDEN, forbidden",
        "REFUSED,   not-authorized",
    })
    void whatTheNetworkRefusesTheSenderIsTold(NetworkException.Kind kind, String condition)
            throws InterruptedException {
        FakeNetwork.Session session = register();
        session.refusal = Optional.of(new NetworkException(kind, "no"));
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>hi</body></message>");
        assertThat(next("m1")).contains("<" + condition, "<text", "no");
    }

    @Test
    void aNetworkThatRefusesAtLengthIsCutShort() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.refusal =
                Optional.of(new NetworkException(NetworkException.Kind.AWAY, "x".repeat(100_000)));
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>hi</body></message>");
        assertThat(next("m1").length()).isLessThan(2_000);
    }

    @Test
    void whoSaysTooMuchIsToldAndWhatFloodsInIsLost() throws InterruptedException {
        FakeNetwork.Session session = register();
        for (int i = 0; i < 6; i++) {
            juliet.send(
                    "<message to='a@icq.stoa.example' id='m" + i + "'><body>x</body></message>");
            session.ear.said("a", "y" + i);
        }
        await(() -> session.said.size() == 5);
        assertThat(next("m5")).contains("<resource-constraint");
        // what is told in order: the sixth would come before this
        session.ear.presence("a", true, "", "the end");
        next("the end");
        assertThat(rest().stream().filter(it -> it.contains("<body>y")))
                .hasSize(5)
                .noneMatch(it -> it.contains("y5"));
    }

    @Test
    void whoHasNotRegisteredIsToldSo() {
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>hi</body></message>");
        assertThat(next("m1")).contains("<registration-required");
    }

    @Test
    void aNetworkThatIsAwayIsTriedAgainAndTheAccountToldOnce() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.presence("nurse", true, "", "");
        next("from='nurse@");
        network.failure = Optional.of(new NetworkException(NetworkException.Kind.AWAY, "down"));
        session.ear.lost(new NetworkException(NetworkException.Kind.AWAY, "connection reset"));
        assertThat(next("from='nurse@")).contains("type='unavailable'");
        assertThat(next("<presence from='icq.stoa.example'")).contains("type='unavailable'");
        assertThat(next("connection reset")).contains("from='icq.stoa.example'");
        await(() -> network.attempts.get() >= 2);
        network.failure = Optional.empty();
        session();
        // XEP-0100 §4.4.2: the error says why, once
        assertThat(next("type='error'"))
                .contains("from='icq.stoa.example'", "<remote-server-timeout", "connection reset");
        assertThat(next("<presence from='icq.stoa.example'"))
                .doesNotContain("unavailable", "error");
    }

    @Test
    void oneThatRefusesIsNotTriedUntilTheAccountRegistersAnew() throws InterruptedException {
        network.failure =
                Optional.of(new NetworkException(NetworkException.Kind.REFUSED, "wrong password"));
        sendRegistration("r1");
        next("wrong password");
        assertThat(stoa.run("gateway list").rows().getFirst())
                .containsExactly("ICQ", "icq", "0", "0", "0", "1", "0", "0", "1", "0");
        assertThat(next("type='error'")).contains("<not-authorized", "wrong password");
        network.failure = Optional.empty();
        sendRegistration("r2");
        session();
    }

    @Test
    void theSessionEndsWithTheLastClient() throws InterruptedException {
        FakeNetwork.Session session = register();
        TestClient other = stoa.connect("juliet@stoa.example/chamber");
        other.send("<presence/>");
        juliet.disconnect();
        assertThat(session.closed).isFalse();
        other.disconnect();
        awaitClosed(session);
        TestClient again = stoa.connect("juliet@stoa.example/balcony");
        again.send("<presence/>");
        session();
    }

    @Test
    void oneThatRefusesIsNotTriedWhenTheClientComesAgain() throws InterruptedException {
        network.failure =
                Optional.of(new NetworkException(NetworkException.Kind.REFUSED, "wrong password"));
        sendRegistration("r1");
        next("type='error'");
        juliet.disconnect();
        juliet = stoa.connect("juliet@stoa.example/chamber");
        juliet.send("<presence/>");
        assertThat(next("type='error'")).contains("<not-authorized", "wrong password");
        assertThat(network.attempts).hasValue(1);
    }

    @Test
    void whoComesAndGoesDoesNotLogInWithoutEnd() throws InterruptedException {
        FakeNetwork.Session session = register();
        for (int i = 0; i < 50; i++) {
            juliet.send("<presence type='unavailable'/>");
            juliet.send("<presence/>");
        }
        awaitClosed(session);
        assertThat(network.attempts.get()).isLessThanOrEqualTo(10);
        assertThat(network.opensAtOnce).isEqualTo(1);
        assertThat(stoa.run("gateway list").rows().getFirst().get(4)).isEqualTo("1");
    }

    @Test
    void theSessionEndsAlsoWhenTheGatewayWasAContactBefore() throws InterruptedException {
        juliet.send(
                "<iq id='s1' type='set'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='icq.stoa.example' name='My ICQ'/></query></iq>");
        juliet.send("<presence to='icq.stoa.example' type='subscribe'/>");
        next("type='unavailable'");
        FakeNetwork.Session session = register();
        RosterItem item =
                stoa.service(Rosters.class)
                        .item(JULIET, BareJid.ofDomain("icq.stoa.example"))
                        .orElseThrow();
        assertThat(item.subscription()).isEqualTo(RosterItem.Subscription.BOTH);
        assertThat(item.name()).isEqualTo("My ICQ");
        juliet.disconnect();
        awaitClosed(session);
        TestClient again = stoa.connect("juliet@stoa.example/chamber");
        again.send("<presence/>");
        session();
    }

    @Test
    void whoTakesTheGatewayBackIntoTheRosterIsSeenByItAgain() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send(
                "<iq id='s1' type='set'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='icq.stoa.example' subscription='remove'/></query></iq>");
        next("id='s1'");
        juliet.disconnect();
        awaitClosed(session);
        juliet = stoa.connect("juliet@stoa.example/chamber");
        juliet.send("<presence/>");
        juliet.send("<presence to='icq.stoa.example' type='subscribe'/>");
        session();
        awaitRoster("icq.stoa.example");
    }

    @Test
    void aNetworkThatDoesNotListenKeepsNobodyElseWaiting() throws InterruptedException {
        FakeNetwork.Session deaf = register();
        deaf.speaks.acquire();
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>1</body></message>");
        juliet.send("<message to='nurse@icq.stoa.example' id='m2'><body>2</body></message>");
        juliet.send("<presence><show>away</show></presence>");
        deaf.ear.said("nurse", "speak up");
        next("speak up");
        TestClient romeo = stoa.connect("romeo@stoa.example/home");
        FakeNetwork.Session romeos = register(romeo);
        romeo.send("<message to='nurse@icq.stoa.example'><body>and I</body></message>");
        awaitSaid(romeos, "nurse: and I");
        assertThat(deaf.said).isEmpty();
        deaf.speaks.release();
        awaitSaid(deaf, "nurse: 1", "nurse: 2");
    }

    @Test
    void aNetworkThatHangsIsClosedNevertheless() throws InterruptedException {
        FakeNetwork.Session deaf = register();
        deaf.speaks.acquire();
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>1</body></message>");
        stoa.without("service/gateway");
        awaitClosed(deaf);
        assertThat(deaf.said).isEmpty();
        deaf.speaks.release();
    }

    @Test
    void whatWasSaidIsSaidBeforeTheGatewayStops() throws InterruptedException {
        FakeNetwork.Session slow = register();
        slow.speaks.acquire();
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>1</body></message>");
        Sessions sessions = stoa.service(Sessions.class);
        Thread later =
                Thread.startVirtualThread(
                        () -> {
                            // as soon as nobody is logged in
                            await(() -> sessions.all().isEmpty());
                            slow.speaks.release();
                        });
        juliet.disconnect();
        stoa.without("service/gateway");
        later.join();
        awaitSaid(slow, "nurse: 1");
        awaitClosed(slow);
    }

    @Test
    void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() throws InterruptedException {
        FakeNetwork.Session clinging = register();
        clinging.clings = true;
        TestClient romeo = stoa.connect("romeo@stoa.example/home");
        FakeNetwork.Session romeos = register(romeo);
        stoa.without("service/gateway");
        awaitClosed(clinging);
        awaitClosed(romeos);
    }

    @Test
    void unregisteringLeavesNothing() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.contacts(List.of(new Ear.Contact("nurse", "Nurse")));
        awaitRoster("icq.stoa.example", "nurse@icq.stoa.example");
        juliet.send(
                "<iq to='icq.stoa.example' id='u1' type='set'>"
                        + "<query xmlns='jabber:iq:register'><remove/></query></iq>");
        assertThat(next("u1")).contains("type='result'");
        awaitClosed(session);
        assertThat(stoa.service(Rosters.class).items(JULIET)).isEmpty();
        assertThat(stoa.service(Storage.class).items(Registrations.STORE).count(JULIET)).isZero();
        assertThat(stoa.service(Storage.class).items(AddressBooks.STORE).count(JULIET)).isZero();
        session.ear.said("nurse", "too late");
        // so many messages were heard, which is counted before they are passed on
        assertThat(stoa.run("gateway list").rows().getFirst().get(7)).isEqualTo("0");
        juliet.send("<message to='nurse@icq.stoa.example' id='m1'><body>hi</body></message>");
        assertThat(next("m1")).contains("<registration-required");
        assertThat(rest()).noneMatch(it -> it.contains("too late"));
    }

    @Test
    void anAccountThatIsErasedIsLoggedOut() throws InterruptedException {
        FakeNetwork.Session session = register();
        stoa.service(Accounts.class).remove(JULIET);
        awaitClosed(session);
        assertThat(stoa.service(Storage.class).items(Registrations.STORE).count(JULIET)).isZero();
    }

    @Test
    void theBundleLogsInAgainWhoIsThere() throws InterruptedException {
        FakeNetwork.Session session = register();
        stoa.without("service/gateway");
        awaitClosed(session);
        stoa.with("service/gateway");
        assertThat(session().login.answer("username")).isEqualTo("12345");
    }

    @Test
    void aNumberBecomesAnAddress() {
        juliet.send(
                "<iq to='icq.stoa.example' id='g1' type='set'><query xmlns='jabber:iq:gateway'>"
                        + "<prompt>d'Artagnan &amp; co</prompt></query></iq>");
        assertThat(next("g1")).contains("<jid>d\\27artagnan\\20\\26\\20co@icq.stoa.example</jid>");
    }

    @ParameterizedTest
    @CsvSource({
        "jabber:iq:register, <username xmlns='jabber:iq:register'>1</username>, not-acceptable",
        "jabber:iq:register, <remove xmlns='jabber:iq:register'/>, registration-required",
        "jabber:iq:register, <remove xmlns='jabber:iq:register'/><x xmlns='x'/>, bad-request",
        "jabber:iq:gateway, <prompt xmlns='jabber:iq:gateway'> </prompt>, not-acceptable",
        "urn:x, <a xmlns='urn:x'/>, service-unavailable",
    })
    void whatCannotBeAnsweredIsAnError(String namespace, String child, String condition) {
        juliet.send(
                "<iq to='icq.stoa.example' id='e1' type='set'><query xmlns='"
                        + namespace
                        + "'>"
                        + child
                        + "</query></iq>");
        assertThat(next("e1")).contains("<" + condition);
    }
}
