package io.stoa.negotiation.sm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.session.Trackings;
import io.stoa.stream.StreamException;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The protocol; what is counted is core/session's, and tested there. */
class SmFeatureTest {

    private static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");

    private final Counts counts = new Counts();
    private final TestSession session = new TestSession(ROMEO);
    private final TestNegotiation stream = new TestNegotiation(resource -> session);
    private SmFeature feature = feature(Map.of());

    private SmFeature feature(Map<String, Object> config) {
        return new SmFeature(counts, Configs.of(SmFeature.Config.class, config));
    }

    private SmFeatureTest bound() {
        stream.authenticated(ROMEO.bare());
        stream.bind("orchard");
        return this;
    }

    /** Returns what is answered, by the stream or by way of the session. */
    private Element says(String xml) {
        feature.negotiate(Xml.parse(xml.replace("/>", " xmlns='urn:xmpp:sm:3'/>")), stream);
        return counts.answers.isEmpty() ? stream.take() : counts.answers.removeFirst();
    }

    private void refused(String xml, String condition) {
        Element failed = says(xml);
        assertThat(failed.is(SmFeature.NAMESPACE, "failed")).isTrue();
        assertThat(failed.child("urn:ietf:params:xml:ns:xmpp-stanzas", condition)).isPresent();
    }

    @Test
    void itIsShownToWhoHasAuthenticated() {
        assertThat(feature.advertise(stream)).isEmpty();
        stream.authenticated(ROMEO.bare());
        assertThat(feature.advertise(stream).orElseThrow().is(SmFeature.NAMESPACE, "sm")).isTrue();
    }

    @Test
    void nothingIsPossibleTooEarly() {
        refused("<enable/>", "unexpected-request");
        refused("<resume previd='x' h='0'/>", "unexpected-request");
        stream.authenticated(ROMEO.bare());
        refused("<enable/>", "unexpected-request");
        refused("<r/>", "unexpected-request");
        refused("<a h='0'/>", "unexpected-request");
    }

    @Test
    void enablingWithoutResumptionNamesNoId() {
        bound();
        assertThat(says("<enable/>")).isEqualTo(Element.of(SmFeature.NAMESPACE, "enabled"));
        assertThat(counts.terms.orElseThrow().resumable()).isFalse();
        assertThat(counts.terms.orElseThrow().request().is(SmFeature.NAMESPACE, "r")).isTrue();
    }

    @Test
    void enablingWithResumptionNamesIdTimeAndPlace() {
        feature = feature(Map.of("location", "[2001:db8::1]:5222"));
        bound();
        Element enabled = says("<enable resume='1' max='30'/>");
        assertThat(enabled.attribute("resume")).isEqualTo("true");
        assertThat(enabled.attribute("id")).isEqualTo("the-id");
        assertThat(enabled.attribute("max")).isEqualTo("30");
        assertThat(enabled.attribute("location")).isEqualTo("[2001:db8::1]:5222");
    }

    @Test
    void whatIsNoNumberExpressesNoPreference() {
        for (String max : List.of("", "0", "-1", "x", "99999999999999999999")) {
            assertThat(Asked.max(Xml.parse("<enable xmlns='x:x' max='" + max + "'/>")))
                    .isGreaterThan(Duration.ofDays(300));
        }
    }

    @Test
    void whoEnablesTwiceIsToldAndClosed() {
        bound();
        says("<enable/>");
        assertThatThrownBy(() -> says("<enable/>"))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("policy-violation");
        assertThat(stream.take().child("urn:ietf:params:xml:ns:xmpp-stanzas", "unexpected-request"))
                .isPresent();
    }

    @Test
    void aQuestionIsAnsweredWithTheCount() {
        bound();
        says("<enable/>");
        counts.handled = 4_294_967_295L;
        feature.negotiate(Xml.parse("<r xmlns='urn:xmpp:sm:3'/>"), stream);
        assertThat(counts.answers.getFirst().attribute("h")).isEqualTo("4294967295");
    }

    @Test
    void aCountThatIsTooHighClosesTheStream() {
        bound();
        says("<enable/>");
        counts.sent = 8;
        assertThatThrownBy(() -> says("<a h='10'/>"))
                .isInstanceOfSatisfying(
                        StreamException.class,
                        reason -> {
                            Element detail = reason.error().specific().getFirst();
                            assertThat(detail.is(SmFeature.NAMESPACE, "handled-count-too-high"))
                                    .isTrue();
                            assertThat(detail.attribute("h")).isEqualTo("10");
                            assertThat(detail.attribute("send-count")).isEqualTo("8");
                        })
                .hasMessageContaining("undefined-condition");
        feature.negotiate(Xml.parse("<a xmlns='urn:xmpp:sm:3' h='8'/>"), stream);
        for (String wrong : List.of("", "-1", "x", "4294967296")) {
            assertThatThrownBy(() -> says("<a h='" + wrong + "'/>"))
                    .hasMessageContaining("bad-format");
        }
    }

    @Test
    void aSessionIsResumedByItsAccount() {
        stream.authenticated(ROMEO.bare());
        counts.session = Optional.of(session);
        counts.handled = 3;
        Element resumed = says("<resume previd='the-id' h='0'/>");
        assertThat(resumed.local()).isEqualTo("resumed");
        assertThat(resumed.attribute("previd")).isEqualTo("the-id");
        assertThat(resumed.attribute("h")).isEqualTo("3");
        assertThat(stream.session()).contains(session);
        refused("<resume previd='the-id' h='0'/>", "unexpected-request");
    }

    @Test
    void whatCannotBeResumedLeavesTheWayToABindOpen() {
        stream.authenticated(ROMEO.bare());
        refused("<resume previd='the-id'/>", "bad-request");
        refused("<resume h='1'/>", "bad-request");
        refused("<resume previd='the-id' h='x'/>", "bad-request");
        assertThat(says("<resume previd='unknown' h='1'/>").hasAttribute("h")).isFalse();
        counts.ended.put("old", 7L);
        assertThat(says("<resume previd='old' h='1'/>").attribute("h")).isEqualTo("7");
        assertThat(stream.session()).isEmpty();
    }

    @Test
    void whoResumesWithTooHighACountIsClosed() {
        stream.authenticated(ROMEO.bare());
        counts.session = Optional.of(session);
        assertThatThrownBy(() -> says("<resume previd='the-id' h='1'/>"))
                .hasMessageContaining("undefined-condition");
    }

    /** Counts that a test sets. */
    private static final class Counts implements Trackings, Tracking {

        private final List<Element> answers = new ArrayList<>();
        private final Map<String, Long> ended = new HashMap<>();
        private Optional<Session> session = Optional.empty();
        private Optional<Terms> terms = Optional.empty();
        private long handled;
        private long sent;

        @Override
        public Optional<Tracking> begin(
                Session begun, Terms agreed, Function<Tracking, Element> answer) {
            if (session.isPresent()) {
                return Optional.empty();
            }
            session = Optional.of(begun);
            terms = Optional.of(agreed);
            answers.add(answer.apply(this));
            return Optional.of(this);
        }

        @Override
        public Optional<Tracking> of(Session asked) {
            return session.map(it -> this);
        }

        @Override
        public Optional<Tracking> find(BareJid account, String id) {
            return session.filter(it -> id.equals(id())).map(it -> this);
        }

        @Override
        public OptionalLong ended(BareJid account, String id) {
            Long count = ended.get(id);
            return count == null ? OptionalLong.empty() : OptionalLong.of(count);
        }

        @Override
        public String id() {
            return "the-id";
        }

        @Override
        public Session session() {
            return session.orElseThrow();
        }

        @Override
        public boolean resumable() {
            return terms.map(Terms::resumable).orElse(true);
        }

        @Override
        public Duration patience() {
            return terms.map(Terms::patience).orElse(Duration.ZERO);
        }

        @Override
        public long handled() {
            return handled;
        }

        @Override
        public long sent() {
            return sent;
        }

        @Override
        public boolean acknowledged(long count) {
            return count <= sent;
        }

        @Override
        public void answer(Element nonza) {
            answers.add(nonza);
        }
    }
}
