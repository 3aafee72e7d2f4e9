package io.stoa.service.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.admin.Report;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.component.TestComponent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

@Timeout(60)
class ComponentTest {

    private static final String ADD = "component add irc.stoa.example --secret as-you-like-it";

    private final Stoa stoa = Stoa.inMemory();

    private TestComponent connect() {
        return stoa.component("irc.stoa.example", "as-you-like-it");
    }

    @AfterEach
    void stop() {
        stoa.close();
    }

    private void start(Map<String, Object> configuration) {
        stoa.with("service/component", configuration);
        stoa.run(ADD);
    }

    @ParameterizedTest
    @CsvSource({
        "irc.stoa.example,    wrong-secret,   not-authorized",
        "sms.stoa.example,    as-you-like-it, host-unknown",
        "stoa.example,        as-you-like-it, host-unknown",
        "juliet@stoa.example, as-you-like-it, host-unknown",
        "'',                  as-you-like-it, improper-addressing",
    })
    void nobodyElseIsLetIn(String domain, String secret, String condition) {
        start(Map.of());
        TestComponent stranger = stoa.component(domain, secret);
        assertThat(stranger.receive().toString()).contains("<" + condition);
        assertThatThrownBy(stranger::receive).hasMessageContaining("has ended");
    }

    @ParameterizedTest
    @CsvSource({
        "<message from='irc.stoa.example' to='a@stoa.example'/>, not-authorized",
        "<handshake>0</handshake>, not-authorized",
        "<a, not-well-formed",
        "<!-- -->, restricted-xml",
    })
    void whoeverHasNotProvedItselfMaySayNothingElse(String first, String condition) {
        start(Map.of());
        TestComponent stranger = stoa.component("irc.stoa.example", "wrong-secret");
        assertThat(stranger.receive().toString()).contains("not-authorized");
        TestComponent other = stoa.stranger("irc.stoa.example");
        other.send(first.equals("<a") ? "<a <b/>" : first);
        assertThat(other.receive().toString()).contains("<" + condition);
    }

    @Test
    void whatIsNoStanzaEndsTheStream() {
        start(Map.of());
        TestComponent component = connect();
        component.send("<log xmlns='jabber:component:accept'/>");
        assertThat(component.receive().toString()).contains("<unsupported-stanza-type");
    }

    @Test
    void whatIsTooLargeIsAnsweredAndTheStreamStays() {
        start(Map.of());
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        TestComponent component = connect();
        component.send(
                "<message from='a@irc.stoa.example' to='juliet@stoa.example' id='big'><body>"
                        + "x".repeat(300_000)
                        + "</body></message>");
        assertThat(component.receive().toString())
                .contains("policy-violation", "id='big'", "to='a@irc.stoa.example'");
        component.send(
                "<message from='a@irc.stoa.example' to='juliet@stoa.example/balcony' id='s'/>");
        component.settle();
        assertThat(juliet.take().orElseThrow().attribute("id")).isEqualTo("s");
    }

    @Test
    void whoIsNotWaitedForLongIsGivenUpAndEverybodyIsTold() {
        start(Map.of("awaySeconds", 0));
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        TestComponent component = connect();
        component.disconnect();
        // given up on another thread: whichever comes first, she is told that nobody is there
        juliet.send("<message to='irc.stoa.example' id='m1'/>");
        String answer = "";
        while (answer.isEmpty()) {
            answer = juliet.take().map(Object::toString).orElse("");
            Thread.onSpinWait();
        }
        assertThat(answer).contains("<remote-server-timeout", "type='wait'");
        juliet.send("<presence to='irc.stoa.example' type='unavailable'/>");
        assertThat(juliet.received()).isEmpty();
    }

    @Test
    void whatWaitsWhenTheFeatureStopsIsAnswered() {
        start(Map.of());
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        juliet.send("<message to='irc.stoa.example' id='m1'/>");
        assertThat(juliet.received()).isEmpty();
        stoa.without("service/component");
        assertThat(juliet.take().orElseThrow().toString()).contains("<remote-server-not-found");
    }

    @Test
    void whatWaitsIsHandedToTheNextVersion() {
        start(Map.of());
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        juliet.send("<message to='irc.stoa.example' id='m1'/>");
        Object state = stoa.service(ComponentDomains.class).save();
        stoa.without("service/component");
        assertThat(juliet.received()).isEmpty();
        stoa.with("service/component");
        stoa.service(ComponentDomains.class).restore(state);
        assertThat(connect().receive().attribute("id")).isEqualTo("m1");
    }

    @Test
    void componentsTalkToEachOther() {
        start(Map.of());
        stoa.run("component add sms.elsewhere.example --secret much-ado-about");
        TestComponent one = connect();
        TestComponent other = stoa.component("sms.elsewhere.example", "much-ado-about");
        one.send("<message from='a@irc.stoa.example' to='b@sms.elsewhere.example' id='m1'/>");
        assertThat(other.receive().attribute("from")).isEqualTo("a@irc.stoa.example");
    }

    @Test
    void theCommandsSayHowTheyAre() {
        start(Map.of());
        assertThat(stoa.run("component list").rows().getFirst())
                .startsWith("irc.stoa.example", "awaited");
        TestComponent component = connect();
        component.settle();
        Report info = stoa.run("component info irc.stoa.example");
        assertThat(info.rows())
                .contains(
                        List.of("state", "connected"),
                        List.of("sent", "1"),
                        List.of("received", "1"),
                        List.of("from", "tcp 192.0.2.7"));
        assertThat(info.toString()).doesNotContain("as-you-like-it");
    }

    @Test
    void aSecretIsMadeAndShownOnce() {
        start(Map.of());
        Report added = stoa.run("component add sms.stoa.example");
        String secret =
                added.rows().stream()
                        .filter(it -> it.getFirst().equals("secret"))
                        .findFirst()
                        .orElseThrow()
                        .getLast();
        assertThat(secret).hasSize(48);
        stoa.component("sms.stoa.example", secret).settle();
        assertThat(stoa.run("component info sms.stoa.example").toString()).doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "component add irc.stoa.example --secret as-you-like-it, is there already",
        "component add stoa.example --secret as-you-like-it,     served by this server itself",
        "component add @ --secret as-you-like-it,                is not a domain",
        "component add sms.stoa.example --secret short,          8 characters",
        "component remove sms.stoa.example,                      there is no component",
        "component info sms.stoa.example,                        there is no component",
    })
    void whatCannotBeIsRefusedWithASentence(String command, String sentence) {
        start(Map.of());
        assertThatThrownBy(() -> stoa.run(command))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(sentence);
    }
}
