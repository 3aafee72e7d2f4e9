package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.IqHandler;
import io.stoa.bus.Leg;
import io.stoa.bus.Passage;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.StorageException;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BusTest {

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = fixture.connect("romeo@stoa.example/orchard");

    private static Stanza stanza(Element element) {
        return Stanza.from(element);
    }

    private static StanzaError error(Element element) {
        return StanzaError.from(element.child(Stanza.CLIENT, "error").orElseThrow());
    }

    @Test
    void theSenderIsStampedWhateverTheClientWrote() {
        juliet.send(
                "<message from='mallory@evil.example'"
                        + " to='romeo@stoa.example/orchard'><body>x</body></message>");
        Element received = romeo.take().orElseThrow();
        assertThat(received.attribute("from")).isEqualTo("juliet@stoa.example/balcony");
    }

    @Test
    void aRequestThatNobodyAnswersIsServiceUnavailable() {
        juliet.send("<iq type='get' id='1' to='stoa.example'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.send("<iq type='get' id='2'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.send(
                "<iq type='get' id='3' to='nobody@stoa.example'><ping"
                        + " xmlns='urn:xmpp:ping'/></iq>");
        juliet.send(
                "<iq type='get' id='4' to='romeo@stoa.example'><ping xmlns='urn:xmpp:ping'/></iq>");
        for (String id : List.of("1", "2", "3", "4")) {
            Element answer = juliet.take().orElseThrow();
            assertThat(answer.attribute("id")).isEqualTo(id);
            assertThat(error(answer).condition()).isEqualTo(Condition.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void anUnknownDomainIsRemoteServerNotFound() {
        juliet.send("<message to='a@elsewhere.example'><body>x</body></message>");
        Element answer = juliet.take().orElseThrow();
        assertThat(error(answer).condition()).isEqualTo(Condition.REMOTE_SERVER_NOT_FOUND);
        assertThat(answer.attribute("from")).isEqualTo("a@elsewhere.example");
    }

    @Test
    void onlyTheOwnerIsAnsweredUnlessTheHandlerIsOpen() {
        fixture.table.bindHandler(
                (request, context) -> request.result(),
                BusFixture.handles("urn:closed", Target.ACCOUNT, false));
        fixture.table.bindHandler(
                (request, context) -> request.result(),
                BusFixture.handles("urn:open", Target.ACCOUNT, true));
        juliet.send("<iq type='get' id='own'><q xmlns='urn:closed'/></iq>");
        juliet.send("<iq type='get' id='his' to='romeo@stoa.example'><q xmlns='urn:closed'/></iq>");
        juliet.send("<iq type='get' id='any' to='romeo@stoa.example'><q xmlns='urn:open'/></iq>");
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("result");
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("error");
        Element open = juliet.take().orElseThrow();
        assertThat(open.attribute("type")).isEqualTo("result");
        assertThat(open.attribute("from")).isEqualTo("romeo@stoa.example");
    }

    @Test
    void aHandlerThatFailsIsAnsweredForAndTheServerGoesOn() {
        Map<String, RuntimeException> failures = new HashMap<>();
        failures.put("urn:refused", new StanzaException(Condition.FORBIDDEN));
        failures.put("urn:storage", new StorageException("gone"));
        failures.put("urn:bug", new IllegalStateException("a bug"));
        failures.forEach(
                (namespace, failure) ->
                        fixture.table.bindHandler(
                                (request, context) -> {
                                    throw failure;
                                },
                                BusFixture.handles(namespace, Target.SERVER, false)));
        assertThat(answer("urn:refused").condition()).isEqualTo(Condition.FORBIDDEN);
        assertThat(answer("urn:storage").condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        assertThat(answer("urn:storage").type()).isEqualTo(ErrorType.WAIT);
        assertThat(answer("urn:bug").condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
    }

    private StanzaError answer(String namespace) {
        juliet.send("<iq type='get' id='1' to='stoa.example'><q xmlns='" + namespace + "'/></iq>");
        return error(juliet.take().orElseThrow());
    }

    @Test
    void theHandlerOfTheHighestRankAnswersAndItsLossIsMadeGood() {
        IqHandler low = (request, context) -> request.result(Element.of("urn:low", "low"));
        IqHandler high = (request, context) -> request.result(Element.of("urn:high", "high"));
        Map<String, Object> ranked =
                new HashMap<>(BusFixture.handles("urn:q", Target.SERVER, false));
        fixture.table.bindHandler(low, Map.copyOf(ranked));
        ranked.put("service.ranking", 10);
        fixture.table.bindHandler(high, Map.copyOf(ranked));
        juliet.send("<iq type='get' id='1' to='stoa.example'><q xmlns='urn:q'/></iq>");
        fixture.table.unbindHandler(high);
        juliet.send("<iq type='get' id='2' to='stoa.example'><q xmlns='urn:q'/></iq>");
        assertThat(juliet.take().orElseThrow().child("urn:high", "high")).isPresent();
        assertThat(juliet.take().orElseThrow().child("urn:low", "low")).isPresent();
    }

    @Test
    void stagesFollowTheirOrderOnBothLegsWhateverTheOrderOfStart() {
        List<String> seen = new ArrayList<>();
        for (Stage stage : List.of(Stage.SEAL, Stage.COPY, Stage.GUARD, Stage.ARCHIVE)) {
            fixture.table.bindInterceptor(
                    (stanza, context) -> {
                        seen.add(context.leg() + " " + stage + " " + context.self());
                        return new Verdict.Pass(stanza);
                    },
                    BusFixture.intercepts("test." + stage, stage, Leg.SENT, Leg.RECEIVED));
        }
        juliet.send("<message to='romeo@stoa.example/orchard'><body>x</body></message>");
        assertThat(seen)
                .containsExactly(
                        "SENT GUARD juliet@stoa.example",
                        "SENT ARCHIVE juliet@stoa.example",
                        "SENT COPY juliet@stoa.example",
                        "SENT SEAL juliet@stoa.example",
                        "RECEIVED GUARD romeo@stoa.example",
                        "RECEIVED ARCHIVE romeo@stoa.example",
                        "RECEIVED COPY romeo@stoa.example",
                        "RECEIVED SEAL romeo@stoa.example");
        seen.clear();
        juliet.send(
                "<iq type='get' id='1' to='romeo@stoa.example/orchard'><q xmlns='urn:q'/></iq>");
        assertThat(seen)
                .containsExactly(
                        "SENT GUARD juliet@stoa.example", "RECEIVED GUARD romeo@stoa.example");
    }

    @Test
    void aRefusalIsToldToTheSenderButNeverAnswersAnError() {
        fixture.table.bindInterceptor(
                (stanza, context) -> new Verdict.Refuse(StanzaError.of(Condition.NOT_ACCEPTABLE)),
                BusFixture.intercepts("test.guard", Stage.GUARD, Leg.RECEIVED));
        juliet.send("<message to='romeo@stoa.example/orchard' id='m'><body>x</body></message>");
        Element answer = juliet.take().orElseThrow();
        assertThat(answer.attribute("id")).isEqualTo("m");
        assertThat(error(answer).condition()).isEqualTo(Condition.NOT_ACCEPTABLE);
        juliet.send("<message type='error' to='romeo@stoa.example/orchard'/>");
        juliet.send("<iq type='result' id='x' to='romeo@stoa.example/orchard'/>");
        assertThat(juliet.received()).isEmpty();
        assertThat(romeo.received()).isEmpty();
    }

    @Test
    void anErrorOfTheServersOwnIsShownToThoseWhoMakeCopiesAndToNobodyElse() {
        List<String> seen = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            fixture.table.bindInterceptor(
                    (stanza, context) -> {
                        if (stanza.isError()) {
                            seen.add(context.leg() + " " + stage + " " + context.self());
                        }
                        return new Verdict.Pass(stanza);
                    },
                    BusFixture.intercepts("test." + stage, stage, Leg.SENT, Leg.RECEIVED));
        }
        juliet.send("<message to='romeo@stoa.example/gone' id='m'><body>x</body></message>");
        assertThat(juliet.received()).hasSize(1);
        assertThat(seen).containsExactly("RECEIVED COPY juliet@stoa.example");
    }

    @Test
    void whileARequiredInterceptorIsMissingNothingPasses() {
        BusFixture strict = new BusFixture("io.stoa.im.blocking");
        TestClient sender = strict.connect("juliet@stoa.example/balcony");
        TestClient receiver = strict.connect("romeo@stoa.example/orchard");
        sender.send("<message to='romeo@stoa.example/orchard'><body>x</body></message>");
        assertThat(receiver.received()).isEmpty();
        StanzaError refused = error(sender.take().orElseThrow());
        assertThat(refused.condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        assertThat(refused.type()).isEqualTo(ErrorType.WAIT);
        strict.table.bindInterceptor(
                (stanza, context) -> new Verdict.Pass(stanza),
                BusFixture.intercepts(
                        "io.stoa.im.blocking.BlockingGuard", Stage.GUARD, Leg.SENT, Leg.RECEIVED));
        sender.send("<message to='romeo@stoa.example/orchard'><body>x</body></message>");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void whileARequiredInterceptorIsInQuarantineNothingPasses() {
        BusFixture strict = new BusFixture("io.stoa.im.blocking");
        TestClient sender = strict.connect("juliet@stoa.example/balcony");
        TestClient receiver = strict.connect("romeo@stoa.example/orchard");
        strict.table.bindInterceptor(
                (stanza, context) -> new Verdict.Pass(stanza),
                BusFixture.intercepts("io.stoa.im.blocking.Report", Stage.GUARD, Leg.SENT));
        strict.table.bindInterceptor(
                (stanza, context) -> {
                    throw new IllegalStateException("broken");
                },
                BusFixture.intercepts(
                        "io.stoa.im.blocking.BlockingGuard", Stage.GUARD, Leg.RECEIVED));
        for (int i = 0; i < 30; i++) {
            sender.send("<message to='romeo@stoa.example/orchard'><body>x</body></message>");
            assertThat(error(sender.take().orElseThrow()).condition())
                    .isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        }
        assertThat(strict.office.all())
                .anySatisfy(it -> assertThat(it.state()).isEqualTo("quarantined"));
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whatIsSentInPassingLeavesAfterTheLegInOrder() {
        fixture.table.bindInterceptor(
                (stanza, context) -> {
                    for (String body : List.of("one", "two")) {
                        context.send(
                                Message.of(
                                                io.stoa.stanza.MessageType.HEADLINE,
                                                romeo.address(),
                                                body)
                                        .withFrom(BareJid.ofDomain("stoa.example")));
                    }
                    return new Verdict.Pass(stanza);
                },
                BusFixture.intercepts("test.sender", Stage.COPY, Leg.SENT));
        juliet.send("<message to='romeo@stoa.example/orchard'><body>first</body></message>");
        assertThat(romeo.received())
                .extracting(it -> it.child(Stanza.CLIENT, "body").orElseThrow().text())
                .containsExactly("first", "one", "two");
    }

    @Test
    void insideALegTheBusItselfMustNotBeUsed() {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        StanzaInterceptor impatient =
                (stanza, context) -> {
                    try {
                        fixture.bus.send(stanza);
                    } catch (IllegalStateException refused) {
                        thrown.set(refused);
                    }
                    return new Verdict.Pass(stanza);
                };
        fixture.table.bindInterceptor(
                impatient, BusFixture.intercepts("test.impatient", Stage.GUARD, Leg.SENT));
        juliet.send("<message to='romeo@stoa.example/orchard'><body>x</body></message>");
        assertThat(thrown.get()).hasMessageContaining("Context.send");
    }

    @Test
    void withoutALaneAHandlerMayUseTheBusAndEveryLane() {
        Map<String, Object> properties =
                new HashMap<>(BusFixture.handles("urn:admin", Target.SERVER, false));
        properties.put("stoa.iq.lane", false);
        properties.put("stoa.non.blocking", true);
        fixture.table.bindHandler(
                (request, context) -> {
                    // to who asks, whose lane it would have been
                    fixture.bus.send(
                            Stanza.from(
                                    Xml.parse(
                                            "<message from='stoa.example' to='"
                                                    + juliet.address().bare()
                                                    + "/balcony' id='done'/>",
                                            Stanza.CLIENT)));
                    return request.result();
                },
                properties);
        Passage passage =
                fixture.bus.passage(
                        Stanza.from(
                                Xml.parse(
                                        "<iq type='set' id='1' to='stoa.example'>"
                                                + "<q xmlns='urn:admin'/></iq>",
                                        Stanza.CLIENT)),
                        juliet.session());

        assertThat(passage.advance(false)).isFalse();
        assertThat(juliet.received()).isEmpty();
        assertThat(passage.advance(true)).isTrue();
        assertThat(juliet.take().orElseThrow().attribute("id")).isEqualTo("done");
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("result");
    }

    @Test
    void aStepThatMayBlockIsLeftToAThreadThatMay() {
        fixture.table.bindInterceptor(
                (stanza, context) -> new Verdict.Pass(stanza),
                BusFixture.intercepts("test.slow", Stage.ARCHIVE, Leg.RECEIVED));
        Stanza message =
                stanza(
                        Xml.parse(
                                "<message to='romeo@stoa.example/orchard'><body>x</body></message>",
                                Stanza.CLIENT));
        Passage passage = fixture.bus.passage(message, juliet.session());
        assertThat(passage.advance(false)).isFalse();
        assertThat(romeo.received()).isEmpty();
        assertThat(passage.advance(true)).isTrue();
        assertThat(romeo.received()).hasSize(1);
    }

    @Test
    void anInterceptorThatWouldHaveToWaitIsLeftToAThreadThatMayWait() {
        AtomicReference<BareJid> missing = new AtomicReference<>(romeo.address().bare());
        StanzaInterceptor sometimes =
                new StanzaInterceptor() {
                    @Override
                    public Verdict intercept(Stanza stanza, io.stoa.bus.Context context) {
                        return new Verdict.Pass(stanza);
                    }

                    @Override
                    public boolean waits(Stanza stanza, BareJid self) {
                        return self.equals(missing.get());
                    }
                };
        Map<String, Object> properties =
                new HashMap<>(
                        BusFixture.intercepts(
                                "test.sometimes", Stage.GUARD, Leg.SENT, Leg.RECEIVED));
        properties.put("stoa.non.blocking", true);
        fixture.table.bindInterceptor(sometimes, properties);
        Stanza message =
                stanza(
                        Xml.parse(
                                "<message to='romeo@stoa.example/orchard'><body>x</body></message>",
                                Stanza.CLIENT));
        Passage passage = fixture.bus.passage(message, juliet.session());
        assertThat(passage.advance(false)).isFalse();
        assertThat(passage.advance(true)).isTrue();
        missing.set(BareJid.parse("nobody@stoa.example"));
        assertThat(fixture.bus.passage(message, juliet.session()).advance(false)).isTrue();
        assertThat(romeo.received()).hasSize(2);
    }

    @Test
    void withoutBlockersAPassageIsDoneWhereItBegan() {
        Stanza message =
                stanza(
                        Xml.parse(
                                "<message to='romeo@stoa.example/orchard'><body>x</body></message>",
                                Stanza.CLIENT));
        assertThat(fixture.bus.passage(message, juliet.session()).advance(false)).isTrue();
        assertThat(romeo.received()).hasSize(1);
    }

    @Test
    void aMessageToNobodyIsKeptOrBounced() {
        romeo.disconnect();
        juliet.send("<message type='chat' id='1' to='romeo@stoa.example'><body>x</body></message>");
        assertThat(error(juliet.take().orElseThrow()).condition())
                .isEqualTo(Condition.SERVICE_UNAVAILABLE);
        List<Message> kept = new ArrayList<>();
        fixture.table.bindAbsence((message, account) -> kept.add(message), Map.of());
        juliet.send("<message type='chat' id='2' to='romeo@stoa.example'><body>x</body></message>");
        assertThat(kept).hasSize(1);
        assertThat(juliet.received()).isEmpty();
        juliet.send(
                "<message type='chat' id='3' to='nobody@stoa.example'><body>x</body></message>");
        assertThat(kept).hasSize(1);
        assertThat(error(juliet.take().orElseThrow()).condition())
                .isEqualTo(Condition.SERVICE_UNAVAILABLE);
    }

    @Test
    void whyAMessageCouldNotBeKeptIsToldUnlessSomebodyElseKeepsIt() {
        romeo.disconnect();
        fixture.table.bindAbsence(
                (message, account) -> {
                    throw new StorageException("gone");
                },
                Map.of());
        juliet.send("<message type='chat' id='1' to='romeo@stoa.example'><body>x</body></message>");
        StanzaError told = error(juliet.take().orElseThrow());
        assertThat(told.condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        assertThat(told.type()).isEqualTo(ErrorType.WAIT);
        fixture.table.bindAbsence((message, account) -> true, Map.of());
        juliet.send("<message type='chat' id='2' to='romeo@stoa.example'><body>x</body></message>");
        assertThat(juliet.received()).isEmpty();
    }
}
