package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.Target;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** What the server itself asks, and who owns other domains. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestTest {

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = fixture.connect("romeo@stoa.example/orchard");

    @Test
    void theServersOwnRequestGetsItsAnswerFromTheOneAskedAndFromNobodyElse() throws Exception {
        IqRequest request =
                IqGet.of("x", Element.of("urn:xmpp:ping", "ping"))
                        .withFrom(BareJid.ofDomain("stoa.example"))
                        .withTo(romeo.address());
        AtomicReference<IqResponse> answer = new AtomicReference<>();
        Thread asker = Thread.ofVirtual().start(() -> answer.set(ask(request)));
        Element asked = awaitStanza(romeo);
        Stanza forged =
                IqResult.of(asked.attribute("id"))
                        .withTo(Jid.parse("stoa.example"))
                        .with(Element.of("urn:forged", "x"));
        juliet.send(forged);
        romeo.send(IqResult.of(asked.attribute("id")).withTo(Jid.parse("stoa.example")));
        asker.join();
        IqResponse got = Objects.requireNonNull(answer.get());
        assertThat(got.payloads()).isEmpty();
        assertThat(got.from()).contains(romeo.address());
    }

    private IqResponse ask(IqRequest request) {
        try {
            return fixture.bus.request(request, Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Element awaitStanza(TestClient client) {
        while (client.received().isEmpty()) {
            Thread.onSpinWait();
        }
        return client.take().orElseThrow();
    }

    /** Romeo's client is asked something before Juliet's has its answer, whatever guards it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAHandlerSendsIsCarriedOutBeforeItsAnswer(boolean guarded) {
        List<Boolean> answered = new ArrayList<>();
        fixture.table.bindHandler(
                (request, context) -> {
                    context.send(
                            Presence.of(PresenceType.UNSUBSCRIBED)
                                    .withFrom(juliet.address().bare())
                                    .withTo(romeo.address().bare()));
                    return request.result();
                },
                BusFixture.handles("urn:x", Target.ACCOUNT, false));
        fixture.table.bindPresence(
                (presence, context) -> answered.add(!juliet.received().isEmpty()), Map.of());
        if (guarded) {
            fixture.table.bindInterceptor(
                    (stanza, context) -> new Verdict.Pass(stanza),
                    BusFixture.intercepts("guard", Stage.GUARD, Leg.SENT));
        }
        juliet.send("<iq type='set' id='1'><x xmlns='urn:x'/></iq>");
        assertThat(answered).containsExactly(false);
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("result");
    }

    @Test
    void aRequestThatIsNotAnsweredTimesOut() throws Exception {
        IqRequest request =
                IqGet.of("x", Element.of("urn:xmpp:ping", "ping"))
                        .withFrom(BareJid.ofDomain("stoa.example"))
                        .withTo(romeo.address());
        IqResponse answer = fixture.bus.request(request, Duration.ofMillis(1));
        assertThat(answer.isError()).isTrue();
    }

    @Test
    void aServiceOwnsItsDomainUntilItLeaves() {
        List<Stanza> received = new ArrayList<>();
        io.stoa.bus.DomainService service =
                new io.stoa.bus.DomainService() {
                    @Override
                    public java.util.Set<String> domains() {
                        return java.util.Set.of("rooms.stoa.example");
                    }

                    @Override
                    public void receive(Stanza stanza, io.stoa.bus.Context context) {
                        received.add(stanza);
                    }
                };
        fixture.table.bindService(service, Map.of());
        juliet.send("<message to='verona@rooms.stoa.example'><body>x</body></message>");
        assertThat(received).hasSize(1);
        fixture.table.unbindService(service);
        juliet.send("<message to='verona@rooms.stoa.example'><body>x</body></message>");
        assertThat(received).hasSize(1);
        assertThat(juliet.received()).hasSize(1);
    }

    /** The answer goes to who waits for it; what nobody waits for goes to the service. */
    @Test
    void aServiceMayAskAsWell() throws Exception {
        List<Stanza> received = new ArrayList<>();
        fixture.table.bindService(
                new io.stoa.bus.DomainService() {
                    @Override
                    public java.util.Set<String> domains() {
                        return java.util.Set.of("icq.stoa.example");
                    }

                    @Override
                    public void receive(Stanza stanza, io.stoa.bus.Context context) {
                        received.add(stanza);
                    }
                },
                Map.of());
        IqRequest request =
                IqGet.of("x", Element.of("urn:xmpp:ping", "ping"))
                        .withFrom(BareJid.ofDomain("icq.stoa.example"))
                        .withTo(romeo.address());
        AtomicReference<IqResponse> answer = new AtomicReference<>();
        Thread asker = Thread.ofVirtual().start(() -> answer.set(ask(request)));
        Element asked = awaitStanza(romeo);
        romeo.send(IqResult.of(asked.attribute("id")).withTo(Jid.parse("icq.stoa.example")));
        romeo.send(IqResult.of("another").withTo(Jid.parse("icq.stoa.example")));
        asker.join();
        assertThat(Objects.requireNonNull(answer.get()).from()).contains(romeo.address());
        assertThat(received).extracting(Stanza::id).containsExactly("another");
    }

    @Test
    void aServiceWhoseDomainsComeAndGoIsAsked() {
        java.util.Set<String> owned = new java.util.HashSet<>();
        List<Stanza> received = new ArrayList<>();
        io.stoa.bus.DomainService service =
                new io.stoa.bus.DomainService() {
                    @Override
                    public java.util.Set<String> domains() {
                        return java.util.Set.of();
                    }

                    @Override
                    public boolean owns(String domain) {
                        return owned.contains(domain);
                    }

                    @Override
                    public void receive(Stanza stanza, io.stoa.bus.Context context) {
                        received.add(stanza);
                    }
                };
        fixture.table.bindService(service, Map.of());
        juliet.send("<message to='a@irc.stoa.example' id='1'><body>x</body></message>");
        assertThat(received).isEmpty();
        owned.add("irc.stoa.example");
        juliet.send("<message to='a@irc.stoa.example' id='2'><body>x</body></message>");
        assertThat(received).hasSize(1);
        fixture.table.unbindService(service);
        juliet.send("<message to='a@irc.stoa.example' id='3'><body>x</body></message>");
        assertThat(received).hasSize(1);
        assertThat(juliet.received()).hasSize(2);
    }

    @Test
    void theServerCannotBeMadeToSendInsideALeg() {
        assertThatThrownBy(
                        () ->
                                fixture.bus.request(
                                        IqGet.of("1", Element.of("urn:x", "x")),
                                        Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
