package io.stoa.negotiation.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature.Next;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class BindFeatureTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

    private final Registry registry = new Registry();
    private final TestNegotiation stream = new TestNegotiation(registry::open);

    /** Sessions of juliet that end when they are closed. */
    private static final class Registry implements Sessions {

        private final List<TestSession> opened = new ArrayList<>();
        private Optional<Condition> always = Optional.empty();

        Session open(String resource) {
            always.ifPresent(
                    it -> {
                        throw new StanzaException(it);
                    });
            if (find(JULIET.with(resource)).isPresent()) {
                throw new StanzaException(Condition.CONFLICT);
            }
            TestSession session = new TestSession(JULIET.with(resource));
            opened.add(session);
            return session;
        }

        @Override
        public Optional<Session> find(FullJid address) {
            return all().stream().filter(it -> it.address().equals(address)).findFirst();
        }

        @Override
        public List<Session> of(BareJid account) {
            return all();
        }

        @Override
        public List<Session> all() {
            return List.copyOf(opened.stream().filter(it -> it.closed().isEmpty()).toList());
        }

        @Override
        public int count() {
            return all().size();
        }
    }

    private BindFeature feature(String conflict) {
        return new BindFeature(
                registry, Configs.of(BindFeature.Config.class, Map.of("conflict", conflict)));
    }

    private Element ask(BindFeature feature, String payload) {
        stream.authenticated(JULIET);
        String iq = "<iq xmlns='jabber:client' type='set' id='b1'>" + payload + "</iq>";
        assertThat(feature.negotiate(Xml.parse(iq), stream)).isEqualTo(Next.CONTINUE);
        return stream.take();
    }

    private static String resource(String name) {
        return "<bind xmlns='" + BIND + "'><resource>" + name + "</resource></bind>";
    }

    private static String bound(Element iq) {
        assertThat(iq.attribute("type")).isEqualTo("result");
        assertThat(iq.attribute("id")).isEqualTo("b1");
        return iq.child(BIND, "bind").flatMap(it -> it.child(BIND, "jid")).orElseThrow().text();
    }

    private static String error(Element iq) {
        assertThat(iq.attribute("type")).isEqualTo("error");
        return iq.child("jabber:client", "error")
                .orElseThrow()
                .elements()
                .findFirst()
                .orElseThrow()
                .local();
    }

    @Test
    void itIsAdvertisedAfterAuthentication() {
        BindFeature feature = feature("replace");
        assertThat(feature.advertise(stream)).isEmpty();
        stream.authenticated(JULIET);
        assertThat(feature.advertise(stream)).contains(Element.of(BIND, "bind"));
    }

    /** RFC 6120 §7.7. */
    @Test
    void theClientChoosesTheResource() {
        assertThat(bound(ask(feature("replace"), resource("balcony"))))
                .isEqualTo("juliet@stoa.example/balcony");
        assertThat(stream.session()).isPresent();
    }

    /** RFC 7622 §3.4: OpaqueString maps other spaces to SPACE. */
    @Test
    void theResourceIsPrepared() {
        assertThat(bound(ask(feature("replace"), resource("my\u00A0balcony"))))
                .isEqualTo("juliet@stoa.example/my balcony");
    }

    /** RFC 6120 §7.6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>",
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource/></bind>"
            })
    void theServerMakesAResource(String payload) {
        assertThat(bound(ask(feature("replace"), payload)))
                .matches("juliet@stoa\\.example/[A-Za-z0-9_-]{22}");
    }

    @Test
    void noTwoMadeResourcesAreTheSame() {
        BindFeature feature = feature("refuse");
        String bind = "<bind xmlns='" + BIND + "'/>";
        assertThat(bound(ask(feature, bind))).isNotEqualTo(bound(ask(feature, bind)));
    }

    /** RFC 6120 §7.7.2.3. */
    @Test
    void anUnacceptableResourceIsABadRequest() {
        assertThat(error(ask(feature("replace"), resource("\u00AD")))).isEqualTo("bad-request");
        assertThat(error(ask(feature("replace"), resource("x".repeat(1024)))))
                .isEqualTo("bad-request");
        assertThat(registry.count()).isZero();
    }

    /** RFC 6120 §7.7.2.2, third policy. */
    @Test
    void theOlderStreamIsReplaced() {
        ask(feature("replace"), resource("balcony"));
        assertThat(bound(ask(feature("replace"), resource("balcony"))))
                .isEqualTo("juliet@stoa.example/balcony");
        assertThat(registry.opened.getFirst().closed().orElseThrow().condition())
                .isEqualTo(StreamCondition.CONFLICT);
        assertThat(registry.count()).isEqualTo(1);
    }

    /** RFC 6120 §7.7.2.2, second policy. */
    @Test
    void theNewerStreamIsRefused() {
        ask(feature("refuse"), resource("balcony"));
        assertThat(error(ask(feature("refuse"), resource("balcony")))).isEqualTo("conflict");
        assertThat(registry.opened).hasSize(1);
        assertThat(bound(ask(feature("refuse"), resource("chamber")))).endsWith("/chamber");
    }

    /** RFC 6120 §7.7.2.2, first policy. */
    @Test
    void theNewerStreamGetsAnotherResource() {
        ask(feature("rename"), resource("balcony"));
        assertThat(bound(ask(feature("rename"), resource("balcony"))))
                .matches("juliet@stoa\\.example/[A-Za-z0-9_-]{22}");
        assertThat(registry.count()).isEqualTo(2);
    }

    @Test
    void anotherPolicyIsRefusedWithTheKey() {
        assertThatThrownBy(() -> feature("kick"))
                .hasMessageContaining("io.stoa.negotiation.bind:conflict");
    }

    /** RFC 6120 §7.6.2.1. */
    @Test
    void tooManySessionsAreTold() {
        registry.always = Optional.of(Condition.RESOURCE_CONSTRAINT);
        assertThat(error(ask(feature("replace"), resource("balcony"))))
                .isEqualTo("resource-constraint");
    }

    @Test
    void aResourceThatIsTakenAgainAndAgainIsAConflict() {
        registry.always = Optional.of(Condition.CONFLICT);
        assertThat(error(ask(feature("replace"), resource("balcony")))).isEqualTo("conflict");
    }

    @Test
    void aStrangerIsTurnedAway() {
        Element iq = Xml.parse("<iq xmlns='jabber:client' type='set' id='b1'/>");
        assertThatThrownBy(() -> feature("replace").negotiate(iq, stream))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("not-authorized");
    }

    @Test
    void whatIsNoSetIsABadRequest() {
        stream.authenticated(JULIET);
        String bind = "<bind xmlns='" + BIND + "'/>";
        BindFeature feature = feature("replace");
        feature.negotiate(
                Xml.parse("<iq xmlns='jabber:client' type='get' id='1'>" + bind + "</iq>"), stream);
        assertThat(error(stream.take())).isEqualTo("bad-request");
        feature.negotiate(
                Xml.parse("<iq xmlns='jabber:client' type='set'>" + bind + "</iq>"), stream);
        assertThat(error(stream.take())).isEqualTo("bad-request");
        feature.negotiate(
                Xml.parse("<iq xmlns='jabber:client' type='result' id='1'>" + bind + "</iq>"),
                stream);
        assertThat(stream.written()).isEmpty();
    }
}
