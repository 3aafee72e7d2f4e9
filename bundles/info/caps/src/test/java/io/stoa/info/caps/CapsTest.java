package io.stoa.info.caps;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.Passage;
import io.stoa.bus.StanzaBus;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CapsTest {

    private static final BareJid SERVER = BareJid.parse("stoa.example");
    private static final Element INFO =
            Xml.parse(
                    "<query xmlns='http://jabber.org/protocol/disco#info'>"
                            + "<identity category='server' type='im'/>"
                            + "<feature var='urn:xmpp:ping'/></query>");

    /** A server that tells what a test says. */
    private static final class Told implements StanzaBus {

        private final List<IqRequest> asked = new ArrayList<>();
        private Optional<Element> info = Optional.of(INFO);

        @Override
        public void send(Stanza stanza) {
            throw new IllegalStateException("caps only asks");
        }

        @Override
        public IqResponse request(IqRequest request, Duration patience) {
            asked.add(request);
            return info.<IqResponse>map(request::result)
                    .orElseGet(() -> request.error(Condition.SERVICE_UNAVAILABLE));
        }

        @Override
        public Passage passage(Stanza stanza, Session session) {
            throw new IllegalStateException("caps only asks");
        }
    }

    private final Told bus = new Told();
    private final ServerCaps caps = new ServerCaps(bus, Configs.defaults(ServerCaps.Config.class));
    private final CapsFeature feature = new CapsFeature(caps);
    private final CapsNode node = new CapsNode(caps);

    private Optional<Element> advertised() {
        TestNegotiation negotiation = new TestNegotiation();
        negotiation.authenticated(BareJid.parse("juliet@stoa.example"));
        return feature.advertise(negotiation);
    }

    @Test
    void aStrangerIsToldNothing() {
        assertThat(feature.advertise(new TestNegotiation())).isEmpty();
        assertThat(bus.asked).isEmpty();
    }

    @Test
    void whoHasLoggedInIsToldTheHashOfWhatDiscoverySays() {
        Element c = advertised().orElseThrow();
        assertThat(c.is("http://jabber.org/protocol/caps", "c")).isTrue();
        assertThat(c.attribute("hash")).isEqualTo("sha-1");
        assertThat(c.attribute("node")).isEqualTo("https://stoa.io");
        assertThat(c.attribute("ver")).isEqualTo(Verification.of(INFO));
        assertThat(bus.asked.getFirst().to().orElseThrow()).isEqualTo(SERVER);
        assertThat(bus.asked.getFirst().from().orElseThrow()).isEqualTo(SERVER);
    }

    @Test
    void aCrowdAsksOnce() {
        advertised();
        advertised();
        assertThat(bus.asked).hasSize(1);
    }

    @Test
    void withoutDiscoveryThereAreNoCapabilities() {
        bus.info = Optional.empty();
        assertThat(advertised()).isEmpty();
    }

    @Test
    void theNodeTellsWhatTheHashStandsFor() {
        String ver = advertised().orElseThrow().attribute("ver");
        assertThat(node.info(query("https://stoa.io#" + ver))).isEqualTo(INFO.elements().toList());
    }

    @Test
    void anotherHashOrNodeIsNotKnown() {
        String ver = advertised().orElseThrow().attribute("ver");
        assertThat(node.info(query("https://stoa.io#other"))).isEmpty();
        assertThat(node.info(query("https://other.example#" + ver))).isEmpty();
        assertThat(node.info(query(""))).isEmpty();
    }

    private static Query query(String node) {
        return new Query(Target.SERVER, SERVER, node, BareJid.parse("juliet@stoa.example"));
    }
}
