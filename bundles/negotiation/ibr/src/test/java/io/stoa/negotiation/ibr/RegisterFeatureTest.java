package io.stoa.negotiation.ibr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature.Next;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class RegisterFeatureTest {

    private static final String REGISTER = "<query xmlns='jabber:iq:register'>";

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final FakeAccounts accounts = new FakeAccounts().with("juliet@stoa.example", "secret");
    private final TestNegotiation stream = new TestNegotiation().secured(Optional.empty());

    private RegisterFeature feature(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("enabled", true));
        values.putAll(more);
        RegistrationPolicy policy =
                new RegistrationPolicy(
                        Configs.of(RegistrationPolicy.Config.class, values), () -> now);
        return new RegisterFeature(accounts, policy);
    }

    private Element send(RegisterFeature feature, String iq) {
        assertThat(feature.negotiate(Xml.parse(iq, "jabber:client"), stream))
                .isEqualTo(Next.CONTINUE);
        return stream.take();
    }

    private Element set(RegisterFeature feature, String fields) {
        return send(feature, "<iq type='set' id='r2'>" + REGISTER + fields + "</query></iq>");
    }

    private static String fields(String username, String password) {
        return "<username>" + username + "</username><password>" + password + "</password>";
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

    /** XEP-0077 §8. */
    @Test
    void itIsAdvertisedToStrangersUnderTls() {
        RegisterFeature feature = feature(Map.of());
        assertThat(feature.advertise(stream))
                .contains(Xml.parse("<register xmlns='http://jabber.org/features/iq-register'/>"));
        assertThat(feature.advertise(new TestNegotiation())).isEmpty();
        assertThat(feature(Map.of("plaintext", true)).advertise(new TestNegotiation())).isPresent();
        assertThat(feature(Map.of("enabled", false)).advertise(stream)).isEmpty();
        stream.authenticated(BareJid.parse("juliet@stoa.example"));
        assertThat(feature.advertise(stream)).isEmpty();
    }

    /** XEP-0077 §3.1, §4: fields, and a form with the same. */
    @Test
    void theFieldsAreShown() {
        Element query =
                send(feature(Map.of()), "<iq type='get' id='r1'>" + REGISTER + "</query></iq>")
                        .child("jabber:iq:register", "query")
                        .orElseThrow();
        assertThat(query.child("jabber:iq:register", "username")).isPresent();
        assertThat(query.child("jabber:iq:register", "password")).isPresent();
        Element form = query.child("jabber:x:data", "x").orElseThrow();
        assertThat(form.elements("jabber:x:data", "field").map(it -> it.attribute("var")))
                .containsExactly("FORM_TYPE", "username", "password");
    }

    @Test
    void anAccountIsMadeFromFields() {
        Element reply = set(feature(Map.of()), fields("Bill", "Calliope"));
        assertThat(reply).isEqualTo(Xml.parse("<iq type='result' id='r2'/>", "jabber:client"));
        assertThat(accounts.passwords()).containsEntry("bill@stoa.example", "Calliope");
    }

    @Test
    void anAccountIsMadeFromTheForm() {
        String form =
                "<x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='FORM_TYPE'><value>jabber:iq:register</value></field>"
                        + "<field var='username'><value>bill</value></field>"
                        + "<field var='password'><value>Calliope</value></field></x>";
        // §4: the form takes precedence
        Element reply = set(feature(Map.of()), fields("other", "other") + form);
        assertThat(reply.attribute("type")).isEqualTo("result");
        assertThat(accounts.passwords()).containsKey("bill@stoa.example").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "juliet, secret, conflict",
        "JULIET, secret, conflict",
        "bill, '', not-acceptable",
        "'', secret, not-acceptable",
        "bill, bad, not-acceptable",
        "b@d, secret, not-acceptable",
        "admin, secret, not-acceptable",
        "Root, secret, not-acceptable"
    })
    void aRegistrationMayFail(String username, String password, String condition) {
        assertThat(error(set(feature(Map.of()), fields(username, password)))).isEqualTo(condition);
        assertThat(accounts.passwords()).hasSize(1);
    }

    @Test
    void whereItIsOffTheServiceIsUnavailable() {
        assertThat(error(set(feature(Map.of("enabled", false)), fields("bill", "x"))))
                .isEqualTo("service-unavailable");
    }

    @Test
    void anotherAddressIsNotServed() {
        String iq = "<iq type='get' id='1' to='elsewhere.example'>" + REGISTER + "</query></iq>";
        assertThat(error(send(feature(Map.of()), iq))).isEqualTo("service-unavailable");
        String ours = "<iq type='get' id='1' to='stoa.example'>" + REGISTER + "</query></iq>";
        assertThat(send(feature(Map.of()), ours).attribute("type")).isEqualTo("result");
    }

    @Test
    void noPasswordIsTakenInClear() {
        RegisterFeature feature = feature(Map.of());
        Element iq =
                Xml.parse(
                        "<iq type='set' id='1'>" + REGISTER + fields("b", "c") + "</query></iq>",
                        "jabber:client");
        TestNegotiation clear = new TestNegotiation();
        feature.negotiate(iq, clear);
        assertThat(error(clear.take())).isEqualTo("not-authorized");
        assertThat(accounts.passwords()).hasSize(1);
    }

    /** §3.2: nobody is registered yet. */
    @Test
    void thereIsNothingToCancel() {
        assertThat(error(set(feature(Map.of()), "<remove/>"))).isEqualTo("unexpected-request");
    }

    /** §3.1.1: “too many times before authenticating”. */
    @Test
    void registrationsAreCountedByTheHour() {
        RegisterFeature feature = feature(Map.of("perHour", 2));
        assertThat(set(feature, fields("a1", "x")).attribute("type")).isEqualTo("result");
        assertThat(error(set(feature, fields("a1", "x")))).isEqualTo("conflict");
        assertThat(error(set(feature, fields("a2", "x")))).isEqualTo("resource-constraint");
        now = now.plus(Duration.ofHours(1));
        assertThat(set(feature, fields("a2", "x")).attribute("type")).isEqualTo("result");
    }

    @Test
    void theTableOfNetworksIsBounded() {
        HourlyLimit limit = new HourlyLimit(1, 10, () -> now);
        for (int i = 0; i < 100; i++) {
            limit.permits("192.0.2." + i);
        }
        assertThat(limit.size()).isEqualTo(10);
        assertThat(limit.permits("192.0.2.99")).isFalse();
        assertThat(new HourlyLimit(0, 10, () -> now).permits("anybody")).isTrue();
    }

    @Test
    void aStoreThatIsAwayIsSaidSo() {
        accounts.goAway();
        Element reply = set(feature(Map.of()), fields("bill", "Calliope"));
        assertThat(error(reply)).isEqualTo("internal-server-error");
        assertThat(reply.child("jabber:client", "error").orElseThrow().attribute("type"))
                .isEqualTo("wait");
    }

    @Test
    void betweenLoginAndBindingItIsNotForSale() {
        stream.authenticated(BareJid.parse("juliet@stoa.example"));
        Element iq =
                Xml.parse("<iq type='get' id='1'>" + REGISTER + "</query></iq>", "jabber:client");
        assertThatThrownBy(() -> feature(Map.of()).negotiate(iq, stream))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("not-authorized");
    }

    @Test
    void malformedRequestsAreBad() {
        assertThat(error(send(feature(Map.of()), "<iq type='set'>" + REGISTER + "</query></iq>")))
                .isEqualTo("bad-request");
        Element result =
                Xml.parse(
                        "<iq type='result' id='1'>" + REGISTER + "</query></iq>", "jabber:client");
        feature(Map.of()).negotiate(result, stream);
        assertThat(stream.written()).isEmpty();
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(new Submission("bill", "Calliope").toString()).doesNotContain("Calliope");
    }
}
