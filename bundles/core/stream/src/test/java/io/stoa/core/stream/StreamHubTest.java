package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.bus.Bus;
import io.stoa.core.bus.DispatchTable;
import io.stoa.core.bus.VirtualSchedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.core.router.RoutingRules;
import io.stoa.core.router.ServedDomains;
import io.stoa.core.session.DeliveryChain;
import io.stoa.core.session.SessionTable;
import io.stoa.jid.BareJid;
import io.stoa.stream.Entry;
import io.stoa.stream.Intake;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.testkit.Configs;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamHubTest {

    private static final String OPEN =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'"
                    + " version='1.0'>";

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
    private final StreamHub hub = hub(Map.of());
    private final FakeConnection connection = new FakeConnection();

    private StreamHub hub(Map<String, Object> config) {
        Bus bus =
                new Bus(
                        new DispatchTable(leases),
                        new RoutingRules(domains, sessions),
                        sessions,
                        sessions,
                        Configs.defaults(Bus.Config.class));
        return new StreamHub(
                bus, sessions, schedule, features, Configs.of(StreamHub.Config.class, config));
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    private static void feed(Intake intake, String text) {
        intake.bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @TestFactory
    Stream<DynamicTest> everyBadBeginningGetsTheErrorOfItsSection() throws IOException {
        return table().stream().map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
    }

    private static List<String> table() throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        StreamHubTest.class.getResourceAsStream(
                                                "stream-errors.txt")),
                                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }

    private void check(String row) throws InterruptedException {
        String[] cells = row.split(" \\| ", 2);
        FakeConnection peer = new FakeConnection();
        Intake intake = hub.accept(peer, Entry.CLIENT);
        feed(intake, cells[0].replace("{OPEN}", OPEN));
        if (cells[1].equals("-")) {
            assertThat(peer.await("</stream:features>")).contains("version='1.0'");
            assertThat(peer.isClosed()).isFalse();
            return;
        }
        String written = peer.awaitClose();
        assertThat(written)
                .startsWith("<?xml version='1.0'?><stream:stream ")
                .contains("<" + cells[1] + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>")
                .endsWith("</stream:error></stream:stream>")
                .containsOnlyOnce("<stream:stream ");
    }

    @Test
    void theHeaderNamesTheDomainAnUnguessableIdAndTheLanguage() throws InterruptedException {
        Intake intake = hub.accept(connection, Entry.CLIENT);
        feed(intake, OPEN.replace(" to=", " xml:lang='de' to="));
        assertThat(connection.await("</stream:features>"))
                .contains("from='stoa.example'", "xml:lang='de'")
                .containsPattern("id='[0-9a-f]{32}'");
    }

    @Test
    void aClosedStreamIsClosedInReturn() throws InterruptedException {
        Intake intake = hub.accept(connection, Entry.CLIENT);
        feed(intake, OPEN + "</stream:stream>");
        assertThat(connection.awaitClose()).endsWith("</stream:features></stream:stream>");
    }

    @Test
    void aStrangerMaySendOnlySoMuch() throws InterruptedException {
        StreamHub strict = hub(Map.of("bytesBeforeLogin", 10_000));
        Intake intake = strict.accept(connection, Entry.CLIENT);
        feed(intake, OPEN);
        connection.await("</stream:features>");
        feed(intake, "<auth>" + "x".repeat(10_000));
        assertThat(connection.awaitClose()).contains("<policy-violation ");
    }

    @Test
    void aStrangerMustLogInInTime() throws InterruptedException {
        StreamHub strict = hub(Map.of("loginSeconds", 0));
        Intake intake = strict.accept(connection, Entry.CLIENT);
        feed(intake, OPEN);
        assertThat(connection.awaitClose()).contains("<connection-timeout ");
    }

    @Test
    void oneAddressHasOnlySoManyStrangers() throws InterruptedException {
        StreamHub strict = hub(Map.of("strangersPerAddress", 2));
        Intake first = strict.accept(new FakeConnection(), Entry.CLIENT);
        strict.accept(new FakeConnection(), Entry.CLIENT);
        strict.accept(connection, Entry.CLIENT).closed();
        assertThat(connection.awaitClose()).contains("<policy-violation ");
        first.closed();
        FakeConnection later = new FakeConnection();
        while (later.isClosed() || !accepted(strict, later)) {
            later = new FakeConnection();
        }
        assertThat(later.isClosed()).isFalse();
    }

    private static boolean accepted(StreamHub hub, FakeConnection peer) {
        Intake intake = hub.accept(peer, Entry.CLIENT);
        if (peer.isClosed()) {
            intake.closed();
            return false;
        }
        return true;
    }

    @Test
    void aFeatureNegotiatesBindsAndThenStanzasFlow() throws InterruptedException {
        Intake intake = bound();
        feed(intake, "<message to='juliet@stoa.example/balcony'><body>to myself</body></message>");
        assertThat(connection.await("to myself")).contains("from='juliet@stoa.example/balcony'");
        feed(intake, "<presence type='nonsense' id='p'/>");
        assertThat(connection.await("<bad-request"))
                .contains("<presence ", "type='error'", "id='p'");
        feed(intake, "<presence to='@' id='q'/>");
        assertThat(connection.await("<jid-malformed")).contains("id='q'");
        feed(intake, "<unknown xmlns='urn:x'/>");
        assertThat(connection.awaitClose()).contains("<unsupported-stanza-type ");
        intake.closed();
    }

    private Intake bound() throws InterruptedException {
        return bound(hub);
    }

    private Intake bound(StreamHub streams) throws InterruptedException {
        features.bindFeature(new QuickBind(), Map.of("component.name", "quick"));
        Intake intake = streams.accept(connection, Entry.CLIENT);
        feed(intake, OPEN);
        connection.await("<quick");
        feed(intake, "<quick xmlns='urn:quick'/>");
        connection.await("<done");
        assertThat(sessions.count()).isEqualTo(1);
        return intake;
    }

    @Test
    void aLostConnectionEndsTheSession() throws InterruptedException {
        Intake intake = bound();
        intake.closed();
        while (sessions.count() > 0) {
            Thread.onSpinWait();
        }
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void aSlowReaderLosesItsStream() throws InterruptedException {
        Intake intake = bound();
        connection.pending = 2_000_000;
        feed(intake, "<message to='juliet@stoa.example/balcony'><body>x</body></message>");
        assertThat(connection.awaitClose()).contains("<policy-violation ");
        intake.closed();
    }

    @Test
    void aStanzaOverALimitIsAnsweredAndTheStreamGoesOn() throws InterruptedException {
        Intake intake = bound();
        feed(intake, "<message id='big' to='romeo@stoa.example'>" + "x".repeat(300_000));
        assertThat(connection.await("<policy-violation"))
                .contains("id='big'", "from='romeo@stoa.example'", "type='error'");
        feed(intake, "</message><message to='juliet@stoa.example/balcony' id='small'/>");
        connection.await("id='small'");
        feed(intake, "<iq type='set' id='deep'>" + "<a>".repeat(70) + "</a>".repeat(70) + "</iq>");
        connection.await("id='deep'");
        feed(intake, "<big xmlns='urn:x'>" + "<a>".repeat(70));
        assertThat(connection.awaitClose()).contains("<stream:error><policy-violation ");
        intake.closed();
    }

    @Test
    void anIdleStreamIsKeptAliveByAWhitespace() throws InterruptedException {
        Intake intake = bound();
        intake.idle();
        assertThat(connection.await("<done xmlns='urn:quick'/> ")).endsWith(" ");
    }

    @Test
    void aStreamThatStaysSilentIsClosed() throws InterruptedException {
        StreamHub strict = hub(Map.of("silentIntervals", 2));
        Intake intake = bound(strict);
        intake.idle();
        intake.idle();
        feed(intake, " ");
        intake.idle();
        intake.idle();
        assertThat(connection.isClosed()).isFalse();
        intake.idle();
        assertThat(connection.awaitClose()).contains("<connection-timeout ");
        intake.closed();
    }

    @Test
    void atTheEndEveryStreamIsToldOfTheShutdown() throws InterruptedException {
        Intake intake = bound();
        Thread stopper = Thread.ofVirtual().start(hub::shutdown);
        assertThat(connection.awaitClose())
                .endsWith(
                        "<stream:error><system-shutdown"
                                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                                + "</stream:error></stream:stream>");
        intake.closed();
        stopper.join();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aLimitUnderTheRfcsMinimumIsRefusedWithItsKey() {
        assertThatThrownBy(() -> hub(Map.of("stanzaBytes", 9_999)))
                .hasMessageContaining("io.stoa.core.stream:stanzaBytes");
    }

    @Test
    void readingPausesWhileAStrangerIsBeingDealtWith() throws InterruptedException {
        Intake intake = hub.accept(connection, Entry.CLIENT);
        feed(intake, OPEN);
        connection.await("</stream:features>");
        while (connection.paused) {
            Thread.onSpinWait();
        }
        assertThat(connection.paused).isFalse();
    }

    /** Binds in one step. */
    private static final class QuickBind implements StreamFeature {

        @Override
        public Optional<Element> advertise(Negotiation negotiation) {
            return Optional.of(Element.of("urn:quick", "quick"));
        }

        @Override
        public Set<QName> elements() {
            return Set.of(new QName("urn:quick", "quick"));
        }

        @Override
        public Next negotiate(Element element, Negotiation negotiation) {
            negotiation.authenticated(BareJid.parse("juliet@stoa.example"));
            negotiation.bind("balcony");
            negotiation.write(Element.of("urn:quick", "done"));
            return Next.CONTINUE;
        }
    }
}
