package io.stoa.negotiation.csi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.Stanza;
import io.stoa.stream.StreamException;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class CsiFeatureTest {

    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/phone");
    private static final String MESSAGE =
            "<message id='m' type='chat'"
                    + " from='romeo@stoa.example/orchard'><body>!</body></message>";

    private final CsiFeature feature = new CsiFeature(Configs.defaults(CsiFeature.Config.class));
    private final TestSession session = new TestSession(JULIET).through(feature);
    private final TestNegotiation stream = new TestNegotiation(resource -> session);

    @BeforeEach
    void logIn() {
        assertThat(feature.advertise(stream)).isEmpty();
        stream.authenticated(BareJid.parse("juliet@stoa.example"));
        assertThat(feature.advertise(stream)).isPresent();
        assertThatThrownBy(() -> says("inactive")).isInstanceOf(StreamException.class);
        stream.bind("phone");
    }

    private void says(String state) {
        feature.negotiate(Element.of(CsiFeature.NAMESPACE, state), stream);
    }

    private void comes(String... stanzas) {
        for (String xml : stanzas) {
            session.deliver(Stanza.from(Xml.parse(xml, Stanza.CLIENT)));
        }
    }

    private List<String> ids() {
        return session.delivered().stream().map(Stanza::id).toList();
    }

    private static String presence(String id, String from) {
        return "<presence id='" + id + "' from='" + from + "'/>";
    }

    @Test
    void aStreamBeginsActive() {
        comes(presence("p1", "romeo@stoa.example/orchard"));
        assertThat(ids()).containsExactly("p1");
    }

    @Test
    void whatIsHeldBackIsSaidInOrder() {
        assertThat(feature.held(session)).isEmpty();
        says("inactive");
        comes(
                presence("p1", "romeo@stoa.example/orchard"),
                presence("p2", "nurse@stoa.example/hall"),
                presence("p3", "romeo@stoa.example/orchard"));
        assertThat(feature.held(session)).extracting(Stanza::id).containsExactly("p2", "p3");
        says("active");
        assertThat(feature.held(session)).isEmpty();
    }

    @Test
    void eachSendersLatestPresenceComesWhenTheClientIsActiveAgain() {
        says("inactive");
        says("inactive");
        comes(
                presence("p1", "romeo@stoa.example/orchard"),
                presence("p2", "nurse@stoa.example/hall"),
                presence("p3", "romeo@stoa.example/orchard"),
                presence("p4", "romeo@stoa.example/tomb"));
        assertThat(ids()).isEmpty();
        says("active");
        assertThat(ids()).containsExactly("p2", "p3", "p4");
        comes(presence("p5", "romeo@stoa.example/orchard"));
        assertThat(ids()).endsWith("p5");
    }

    @Test
    void whatIsImportantTakesAlongWhatWaitsInOrder() {
        says("inactive");
        comes(
                presence("p1", "romeo@stoa.example/orchard"),
                "<message id='c1' from='romeo@stoa.example/orchard' type='chat'>"
                        + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
                MESSAGE,
                presence("p2", "romeo@stoa.example/orchard"));
        assertThat(ids()).containsExactly("p1", "c1", "m");
        says("active");
        assertThat(ids()).containsExactly("p1", "c1", "m", "p2");
    }

    @Test
    void noMoreThanTheLimitWaits() {
        CsiFeature small = new CsiFeature(Configs.of(CsiFeature.Config.class, Map.of("held", 2)));
        TestSession narrow = new TestSession(JULIET).through(small);
        TestNegotiation itsStream = new TestNegotiation(resource -> narrow);
        itsStream.authenticated(JULIET.bare());
        itsStream.bind("phone");
        small.negotiate(Element.of(CsiFeature.NAMESPACE, "inactive"), itsStream);
        for (int i = 0; i < 3; i++) {
            narrow.deliver(
                    Stanza.from(
                            Xml.parse(
                                    presence("p" + i, "c" + i + "@stoa.example/r"),
                                    Stanza.CLIENT)));
        }
        assertThat(narrow.delivered()).hasSize(3);
    }

    @Test
    void aStreamThatIsLostLeavesNothingHeldAndBeginsActive() {
        says("inactive");
        comes(presence("p1", "romeo@stoa.example/orchard"));
        feature.on(new SessionEvent.Detached(session));
        comes(presence("p2", "romeo@stoa.example/orchard"));
        assertThat(ids()).containsExactly("p1", "p2");
    }

    @Test
    void aSessionThatHasEndedIsForgotten() {
        says("inactive");
        feature.on(new SessionEvent.Closed(session));
        comes(presence("p1", "romeo@stoa.example/orchard"));
        assertThat(ids()).containsExactly("p1");
    }

    @TestFactory
    Stream<DynamicTest> theTableSaysWhatIsImportant() {
        return Stream.of(
                        "later <presence from='a@b/c'/>",
                        "later <presence from='a@b/c' type='unavailable'/>",
                        "now   <presence from='a@b' type='subscribe'/>",
                        "now   <presence from='a@b/c' type='error'/>",
                        "now   <presence from='juliet@stoa.example/phone'/>",
                        "later <message from='a@b/c'><paused"
                            + " xmlns='http://jabber.org/protocol/chatstates'/><thread>t</thread><no-store"
                            + " xmlns='urn:xmpp:hints'/></message>",
                        "now   <message from='a@b/c'><body>x</body><active"
                                + " xmlns='http://jabber.org/protocol/chatstates'/></message>",
                        "now   <message from='a@b/c'><received xmlns='urn:xmpp:receipts'"
                                + " id='x'/></message>",
                        "now   <message from='a@b/c'><encrypted"
                                + " xmlns='eu.siacs.conversations.axolotl'/></message>",
                        "now   <message from='a@b/c' type='error'><active"
                                + " xmlns='http://jabber.org/protocol/chatstates'/></message>",
                        "now   <message from='a@b/c'/>",
                        "later <message from='a@b' type='headline'><event"
                                + " xmlns='http://jabber.org/protocol/pubsub#event'/></message>",
                        "later <message from='juliet@stoa.example'><sent"
                                + " xmlns='urn:xmpp:carbons:2'><forwarded"
                                + " xmlns='urn:xmpp:forward:0'><message"
                                + " xmlns='jabber:client'><composing"
                                + " xmlns='http://jabber.org/protocol/chatstates'/></message>"
                                + "</forwarded></sent></message>",
                        "now   <message from='juliet@stoa.example'><sent"
                                + " xmlns='urn:xmpp:carbons:2'><forwarded"
                                + " xmlns='urn:xmpp:forward:0'><message"
                                + " xmlns='jabber:client'><body>x</body></message>"
                                + "</forwarded></sent></message>",
                        "now   <iq from='a@b/c' id='i' type='result'/>")
                .map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
    }

    private static void check(String row) {
        boolean later =
                new Importance(true, true, true)
                        .unimportant(
                                Stanza.from(Xml.parse(row.substring(6), Stanza.CLIENT)),
                                new TestSession(JULIET))
                        .isPresent();
        assertThat(later).isEqualTo(row.startsWith("later"));
        assertThat(
                        new Importance(false, false, false)
                                .unimportant(
                                        Stanza.from(Xml.parse(row.substring(6), Stanza.CLIENT)),
                                        new TestSession(JULIET)))
                .isEmpty();
    }
}
