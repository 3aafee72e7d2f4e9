package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.IqHandler;
import io.stoa.bus.Leg;
import io.stoa.bus.Passage;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;
import io.stoa.bus.Verdict;
import io.stoa.lifecycle.Gate;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A feature is replaced behind a closed gate: what arrives waits for its successor. */
class GateTest {

    private static final long BUNDLE = 7;
    private static final String PING =
            "<iq to='stoa.example' id='p1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>";

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = fixture.connect("romeo@stoa.example/orchard");

    private static Map<String, Object> ofBundle(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("service.bundleid", BUNDLE);
        all.put("stoa.non.blocking", true);
        return all;
    }

    private static IqHandler answering(String version) {
        return (request, context) -> request.result(Element.of("urn:xmpp:ping", version));
    }

    private static Map<String, Object> ping() {
        return ofBundle(BusFixture.handles("urn:xmpp:ping", Target.SERVER, false));
    }

    private static StanzaInterceptor marking(String mark) {
        return (stanza, context) ->
                new Verdict.Pass(((Message) stanza).with(Element.of("urn:test", mark)));
    }

    private Passage passage(TestClient from, String xml) {
        return fixture.bus.passage(Stanza.from(Xml.parse(xml, Stanza.CLIENT)), from.session());
    }

    @Test
    void anIqWaitsForTheSuccessorAndIsAnsweredOnce() throws InterruptedException {
        IqHandler old = answering("old");
        fixture.table.bindHandler(old, ping());
        Gate gate = fixture.office.close(Set.of(BUNDLE));
        Passage passage = passage(juliet, PING);
        assertThat(passage.advance(false)).isFalse(); // never on the I/O thread
        Thread stream = Thread.ofVirtual().start(() -> passage.advance(true));
        awaitParked(gate);
        fixture.table.unbindHandler(old);
        fixture.table.bindHandler(answering("new"), ping());
        assertThat(juliet.take()).isEmpty();
        gate.open();
        stream.join();
        assertThat(juliet.take().orElseThrow().child("urn:xmpp:ping", "new")).isPresent();
        assertThat(juliet.take()).isEmpty();
    }

    @Test
    void withoutASuccessorItIsAnsweredThatNobodyServes() throws InterruptedException {
        IqHandler old = answering("old");
        fixture.table.bindHandler(old, ping());
        Gate gate = fixture.office.close(Set.of(BUNDLE));
        Passage passage = passage(juliet, PING);
        Thread stream = Thread.ofVirtual().start(() -> passage.advance(true));
        awaitParked(gate);
        fixture.table.unbindHandler(old);
        gate.open();
        stream.join();
        assertThat(juliet.take().orElseThrow().toString()).contains("service-unavailable");
    }

    @Test
    void theOldOneGoesOnWhenItComesBack() throws InterruptedException {
        IqHandler old = answering("old");
        fixture.table.bindHandler(old, ping());
        Gate gate = fixture.office.close(Set.of(BUNDLE));
        Passage passage = passage(juliet, PING);
        Thread stream = Thread.ofVirtual().start(() -> passage.advance(true));
        awaitParked(gate);
        gate.open();
        stream.join();
        assertThat(juliet.take().orElseThrow().child("urn:xmpp:ping", "old")).isPresent();
    }

    @Test
    void aMessagePassesTheStagesBeforeTheGateOnlyOnce() throws InterruptedException {
        fixture.table.bindInterceptor(marking("guard"), messages("a.Guard", Stage.GUARD));
        StanzaInterceptor old = marking("old");
        fixture.table.bindInterceptor(old, ofBundle(messages("b.Archive", Stage.ARCHIVE)));
        fixture.table.bindInterceptor(marking("copy"), messages("c.Copy", Stage.COPY));
        Gate gate = fixture.office.close(Set.of(BUNDLE));
        Passage passage =
                passage(
                        juliet,
                        "<message to='romeo@stoa.example/orchard'><body>hi</body></message>");
        Thread stream = Thread.ofVirtual().start(() -> advance(passage));
        awaitParked(gate);
        fixture.table.unbindInterceptor(old);
        fixture.table.bindInterceptor(
                marking("new"), ofBundle(messages("b.Archive", Stage.ARCHIVE)));
        gate.open();
        stream.join();
        String received = romeo.take().orElseThrow().toString();
        assertThat(received)
                .containsSubsequence("<guard", "<new", "<copy")
                .containsOnlyOnce("<guard")
                .containsOnlyOnce("<new")
                .doesNotContain("<old");
    }

    private static Map<String, Object> messages(String name, Stage stage) {
        Map<String, Object> properties =
                new HashMap<>(BusFixture.intercepts(name, stage, Leg.SENT));
        properties.put("stoa.kind", new String[] {"MESSAGE"});
        properties.put("stoa.non.blocking", true);
        return properties;
    }

    /** As a stream does: first where nothing may block, then where it may. */
    private static void advance(Passage passage) {
        if (!passage.advance(false)) {
            passage.advance(true);
        }
    }

    private static void awaitParked(Gate gate) {
        while (gate.parked() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatNeedsNothingOfTheBundleGoesOn() {
        fixture.table.bindHandler(answering("old"), ping());
        Gate gate = fixture.office.close(Set.of(BUNDLE));
        Stanza message =
                Message.of(MessageType.CHAT, romeo.address(), "hi").withFrom(juliet.address());
        fixture.bus.send(message);
        assertThat(romeo.take()).isPresent();
        gate.open();
    }

    @Test
    void aFeatureThatFloodsIsStopped() {
        IqHandler flood =
                (request, context) -> {
                    while (true) {
                        context.send(Message.of(MessageType.CHAT, romeo.address(), "spam"));
                    }
                };
        fixture.table.bindHandler(flood, ping());
        juliet.send(PING);
        assertThat(juliet.take().orElseThrow().toString()).contains("internal-server-error");
    }
}
