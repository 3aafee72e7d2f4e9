package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.bus.Bus;
import io.stoa.core.bus.DispatchTable;
import io.stoa.core.bus.VirtualSchedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.core.router.RoutingRules;
import io.stoa.core.router.ServedDomains;
import io.stoa.core.session.DeliveryChain;
import io.stoa.core.session.SessionTable;
import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Meters.Meter;
import io.stoa.stream.Entry;
import io.stoa.stream.Intake;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.testkit.Configs;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/** Features that negotiate before a resource is bound are called through their leases, too. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeatureLeaseTest {

    private static final String OPEN =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'"
                    + " version='1.0'>";
    private static final String NAMESPACE = "urn:talk";
    private static final String TALK = "<talk xmlns='urn:talk'/>";
    private static final String ANSWER = "<answer xmlns='urn:talk'/>";
    private static final long BUNDLE = 7;
    private static final int FAILURES = 3;

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final LeaseOffice office =
            new LeaseOffice(
                    schedule,
                    Configs.of(LeaseOffice.Config.class, Map.of("failuresInARow", FAILURES)));
    private final SessionTable sessions =
            new SessionTable(
                    new DeliveryChain(office), office, Configs.defaults(SessionTable.Config.class));
    private final ServedDomains domains =
            new ServedDomains(
                    Configs.of(
                            ServedDomains.Config.class,
                            Map.of("domains", new String[] {"stoa.example"})));
    private final Features features = new Features(office, office, domains);
    private final Bus bus =
            new Bus(
                    new DispatchTable(office),
                    new RoutingRules(domains, sessions),
                    sessions,
                    sessions,
                    Configs.defaults(Bus.Config.class));
    private final StreamHub hub =
            new StreamHub(
                    bus, sessions, schedule, features, Configs.defaults(StreamHub.Config.class));

    private FakeConnection client = new FakeConnection();
    private Intake intake = hub.accept(client, Entry.CLIENT);

    @BeforeEach
    void plugIn() {
        features.bindFeature(
                new Talk(), Map.of("component.name", "Talk", "service.bundleid", BUNDLE));
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    private void feed(String text) {
        intake.bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void talk() throws InterruptedException {
        feed(OPEN);
        client.await("<talk");
        feed(TALK);
        client.await("<ask");
    }

    private void another() {
        client = new FakeConnection();
        intake = hub.accept(client, Entry.CLIENT);
    }

    private Meter meter() {
        return office.all().stream()
                .filter(it -> it.role().equals("stream"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAClientTakesToAnswerIsNotTheFeaturesTime() throws InterruptedException {
        talk();
        feed(ANSWER);
        client.await("<heard");
        while (meter().calls() < 1) {
            Thread.onSpinWait();
        }
        assertThat(meter().waited()).isPositive();
        assertThat(meter().errors()).isZero();
    }

    @Test
    void oneThatAlwaysFailsIsTakenOut() throws InterruptedException {
        for (int i = 0; i < FAILURES; i++) {
            another();
            feed(OPEN);
            client.await("<talk");
            feed("<talk xmlns='urn:talk' fails='yes'/>");
            assertThat(client.awaitClose()).contains("<internal-server-error ");
        }
        assertThat(meter().state()).isEqualTo("quarantined");
        another();
        feed(OPEN);
        assertThat(client.await("stream:features")).doesNotContain("<talk");
    }

    @Test
    void whoAnswersAFeatureThatHasLeftBeginsAnew() throws InterruptedException {
        talk();
        try (Gate gate = office.close(Set.of(BUNDLE))) {
            feed(ANSWER);
            assertThat(client.awaitClose()).contains("<reset ").doesNotContain("<heard");
            assertThat(gate.parked()).isZero();
        }
    }

    @Test
    void aStreamThatIsClosedWhileAFeatureWaitsIsClosedInReturn() throws InterruptedException {
        talk();
        feed("</stream:stream>");
        assertThat(client.awaitClose()).endsWith("</stream:stream>").doesNotContain("error");
    }

    @Test
    void aStreamThatBreaksWhileAFeatureWaitsIsToldWhy() throws InterruptedException {
        talk();
        feed("<a></b>");
        assertThat(client.awaitClose()).contains("<not-well-formed ");
    }

    /** Asks its client something and waits for the answer. */
    private static final class Talk implements StreamFeature {

        @Override
        public Optional<Element> advertise(Negotiation negotiation) {
            return Optional.of(Element.of(NAMESPACE, "talk"));
        }

        @Override
        public Set<QName> elements() {
            return Set.of(new QName(NAMESPACE, "talk"));
        }

        @Override
        public Next negotiate(Element element, Negotiation negotiation)
                throws InterruptedException {
            if (!element.attribute("fails").isEmpty()) {
                throw new IllegalStateException("as was asked for");
            }
            negotiation.write(Element.of(NAMESPACE, "ask"));
            negotiation.read();
            negotiation.write(Element.of(NAMESPACE, "heard"));
            return Next.CONTINUE;
        }
    }
}
