package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.bus.Bus;
import io.stoa.core.bus.DispatchTable;
import io.stoa.core.bus.VirtualSchedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.core.router.RoutingRules;
import io.stoa.core.router.ServedDomains;
import io.stoa.core.session.DeliveryChain;
import io.stoa.core.session.Departures;
import io.stoa.core.session.SessionTable;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/** Streams whose session is tracked: lost, slow, silent, taken over. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamResumeTest {

    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    private static final String OPEN =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'"
                    + " version='1.0'>";
    private static final String TO_MYSELF =
            "<message to='juliet@stoa.example/balcony' id='%s'><body>x</body></message>";

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final LeaseOffice leases =
            new LeaseOffice(schedule, Configs.defaults(LeaseOffice.Config.class));
    private final SessionTable sessions =
            new SessionTable(
                    new DeliveryChain(leases), leases, Configs.defaults(SessionTable.Config.class));
    private final ServedDomains domains =
            new ServedDomains(
                    Configs.of(
                            ServedDomains.Config.class,
                            Map.of("domains", new String[] {"stoa.example"})));
    private final Features features = new Features(leases, leases, domains);
    private final StreamHub hub = hub();
    private final FakeConnection connection = new FakeConnection();
    private final FakeConnection next = new FakeConnection();
    private Intake intake;

    private StreamHub hub() {
        Bus bus =
                new Bus(
                        new DispatchTable(leases),
                        new RoutingRules(domains, sessions),
                        sessions,
                        sessions,
                        Configs.defaults(Bus.Config.class));
        assertThat(new Departures(sessions, bus, schedule, () -> false)).isNotNull();
        features.bindFeature(
                new Quick(),
                Map.of("component.name", "io.stoa.test.Quick", "stoa.non.blocking", true));
        return new StreamHub(
                bus, sessions, schedule, features, Configs.defaults(StreamHub.Config.class));
    }

    @BeforeEach
    void begin() throws InterruptedException {
        intake = open(connection);
        feed(intake, "<begin xmlns='urn:quick'/>");
        // the last of what the feature does
        connection.await("<tracked");
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    private Intake open(FakeConnection peer) throws InterruptedException {
        Intake opened = hub.accept(peer, Entry.CLIENT);
        feed(opened, OPEN);
        peer.await("</stream:features>");
        return opened;
    }

    private static void feed(Intake intake, String text) {
        intake.bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Session session() {
        return sessions.find(JULIET).orElseThrow();
    }

    private void awaitDetached() {
        while (!session().detached()) {
            Thread.onSpinWait();
        }
    }

    private String resumed() throws InterruptedException {
        Intake other = open(next);
        feed(other, "<again xmlns='urn:quick'/>");
        return next.await("<resumed");
    }

    @Test
    void whatIsSentToAResourceWaitsUntilItsClientKnowsIt() throws InterruptedException {
        // the feature delivers before it answers
        String written = connection.await("early");
        assertThat(written.indexOf("<begun")).isLessThan(written.indexOf("early"));
        // and what comes behind it stays there: from there on it counts
        assertThat(connection.await("<tracked").indexOf("<tracked"))
                .isGreaterThan(written.indexOf("early"));
    }

    @Test
    void aLostStreamIsResumedByAnother() throws InterruptedException {
        feed(intake, TO_MYSELF.formatted("m1"));
        connection.await("m1");
        intake.closed();
        awaitDetached();
        assertThat(resumed()).contains("h='1'");
        assertThat(next.await("<ask xmlns='urn:quick'/>")).contains("m1");
        assertThat(session().detached()).isFalse();
    }

    @Test
    void aStreamThatIsClosedEndsItsSession() throws InterruptedException {
        feed(intake, "</stream:stream>");
        assertThat(connection.awaitClose()).endsWith("</stream:stream>");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aStreamThatIsTakenOverCountsNothingMore() throws InterruptedException {
        assertThat(resumed()).contains("h='0'");
        assertThat(connection.awaitClose()).contains("<conflict ");
        feed(intake, TO_MYSELF.formatted("late"));
        intake.closed();
        session().deliver(Message.of(MessageType.CHAT, JULIET, "x").withId("m2"));
        assertThat(next.await("m2")).doesNotContain("late");
        assertThat(session().detached()).isFalse();
    }

    @Test
    void aSlowReaderIsDetachedNotLost() throws InterruptedException {
        connection.pending = 2_000_000;
        feed(intake, TO_MYSELF.formatted("m1"));
        assertThat(connection.awaitClose()).contains("<policy-violation ");
        intake.closed();
        awaitDetached();
        assertThat(resumed()).contains("h='1'");
        next.await("m1");
    }

    @Test
    void aSilentStreamIsAskedAndThenDetached() throws InterruptedException {
        intake.idle();
        connection.await("<ask");
        intake.idle();
        assertThat(connection.awaitClose()).contains("<connection-timeout ");
        intake.closed();
        awaitDetached();
    }

    @Test
    void aShutdownKeepsTheSession() throws InterruptedException {
        Thread stopper = Thread.ofVirtual().start(hub::shutdown);
        connection.awaitClose();
        intake.closed();
        stopper.join();
        assertThat(session().detached()).isTrue();
    }

    @Test
    void anErrorOfTheClientsEndsTheSession() throws InterruptedException {
        feed(intake, "<abc></abd>");
        assertThat(connection.awaitClose()).contains("<not-well-formed ");
        intake.closed();
        while (sessions.count() > 0) {
            Thread.onSpinWait();
        }
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void whatIsMalformedCountsAsHandled() throws InterruptedException {
        feed(intake, "<presence type='nonsense' id='p'/><iq id='i' type='get'/>");
        connection.await("id='i'");
        intake.closed();
        awaitDetached();
        assertThat(resumed()).contains("h='2'");
    }

    @Test
    void aFeatureThatIsBackInAMomentIsWaitedFor() throws InterruptedException {
        StreamFeature other = new Answering();
        Map<String, Object> properties = Map.of("component.name", "io.stoa.test.Other");
        features.bindFeature(other, properties);
        features.unbindFeature(other);
        feed(intake, "<question xmlns='urn:other'/>");
        features.bindFeature(new Answering(), properties);
        connection.await("<answer");
        assertThat(connection.isClosed()).isFalse();
    }

    /** Binds and tracks, or resumes, in one step. */
    private final class Quick implements StreamFeature {

        @Override
        public Optional<Element> advertise(Negotiation negotiation) {
            return Optional.of(Element.of("urn:quick", "quick"));
        }

        @Override
        public Set<QName> elements() {
            return Set.of(new QName("urn:quick", "begin"), new QName("urn:quick", "again"));
        }

        @Override
        public Next negotiate(Element element, Negotiation negotiation) {
            negotiation.authenticated(BareJid.parse("juliet@stoa.example"));
            if (element.local().equals("begin")) {
                begin(negotiation);
            } else {
                Tracking tracking = sessions.of(session()).orElseThrow();
                assertThat(negotiation.resume(tracking, Quick::resumed)).isTrue();
            }
            return Next.CONTINUE;
        }

        private void begin(Negotiation negotiation) {
            Session bound = negotiation.bind("balcony");
            bound.deliver(Message.of(MessageType.CHAT, JULIET, "x").withId("early"));
            negotiation.write(Element.of("urn:quick", "begun"));
            sessions.begin(
                    bound,
                    new Tracking.Terms(true, Duration.ofMinutes(1), Element.of("urn:quick", "ask")),
                    tracking -> Element.of("urn:quick", "tracked"));
        }

        private static Element resumed(Tracking tracking) {
            return Element.of("urn:quick", "resumed").with("h", Long.toString(tracking.handled()));
        }
    }

    /** Answers a question. */
    private static final class Answering implements StreamFeature {

        @Override
        public Optional<Element> advertise(Negotiation negotiation) {
            return Optional.empty();
        }

        @Override
        public Set<QName> elements() {
            return Set.of(new QName("urn:other", "question"));
        }

        @Override
        public Next negotiate(Element element, Negotiation negotiation) {
            assertThat(Stanza.isStanza(element)).isFalse();
            negotiation.write(Element.of("urn:other", "answer"));
            return Next.CONTINUE;
        }
    }
}
