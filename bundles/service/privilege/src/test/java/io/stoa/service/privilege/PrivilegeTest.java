package io.stoa.service.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.component.TestComponent;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;

@Timeout(60)
class PrivilegeTest {

    private static final String SPEAK =
            "<message from='%s' to='stoa.example' id='p1'><privilege"
                    + " xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>%s"
                    + "</forwarded></privilege></message>";

    private static final String ASK =
            "<iq from='pubsub.stoa.example' to='%s' id='p1' type='%s'><privileged_iq"
                    + " xmlns='urn:xmpp:privilege:2'>%s</privileged_iq></iq>";

    private final Stoa stoa =
            Stoa.inMemory()
                    .with("im/roster")
                    .with("im/presence")
                    .with("service/component")
                    .with("service/privilege");

    private final Map<String, String> seen = new HashMap<>();
    private TestComponent component;

    @BeforeEach
    void connect() {
        stoa.run("component add pubsub.stoa.example --secret as-you-like-it");
        stoa.account("juliet@stoa.example");
        component = stoa.component("pubsub.stoa.example", "as-you-like-it");
    }

    @AfterEach
    void stop() {
        stoa.close();
    }

    private void grant(String what) {
        stoa.run("privilege grant pubsub.stoa.example " + what);
        assertThat(component.receive().toString()).contains("urn:xmpp:privilege:2");
    }

    @Test
    void withoutAGrantNothingIsToldAndNothingIsAllowed() {
        component.send(SPEAK.formatted("pubsub.stoa.example", message("juliet@stoa.example")));
        assertThat(component.receive().toString()).contains("<forbidden", "id='p1'");
        component.send(
                "<iq from='pubsub.stoa.example' to='juliet@stoa.example' id='r1' type='get'>"
                        + "<query xmlns='jabber:iq:roster'/></iq>");
        assertThat(component.receive().toString()).contains("<forbidden", "id='r1'");
    }

    private static String message(String from) {
        return "<message xmlns='jabber:client' from='"
                + from
                + "' to='romeo@stoa.example/orchard' id='m1' type='chat'>"
                + "<body>ay me</body></message>";
    }

    @ParameterizedTest
    @CsvSource({
        "pubsub.stoa.example,   juliet@stoa.example/balcony",
        "pubsub.stoa.example,   nobody@stoa.example",
        "pubsub.stoa.example,   juliet@elsewhere.example",
        "pubsub.stoa.example,   pubsub.stoa.example",
        "a@pubsub.stoa.example, juliet@stoa.example",
    })
    void nobodyElseIsSpokenFor(String sender, String from) {
        grant("message outgoing");
        TestClient romeo = stoa.connect("romeo@stoa.example/orchard");
        component.send(SPEAK.formatted(sender, message(from)));
        component.settle();
        assertThat(component.receive().toString()).contains("<forbidden");
        assertThat(romeo.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<presence xmlns='jabber:client' from='juliet@stoa.example'/>",
                "<message xmlns='jabber:client' from='juliet@stoa.example'/>",
                "<message xmlns='jabber:client' from='juliet@stoa.example' to='a@b'/><message"
                        + " xmlns='jabber:client' from='juliet@stoa.example' to='a@b'/>",
            })
    void whatIsNotOneMessageIsABadRequest(String forwarded) {
        grant("message outgoing");
        component.send(SPEAK.formatted("pubsub.stoa.example", forwarded));
        assertThat(component.receive().toString()).contains("<bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:client", "jabber:component:accept"})
    void theServerAndItsAccountsAreSpokenFor(String namespace) {
        grant("message outgoing");
        TestClient romeo = stoa.connect("romeo@stoa.example/orchard");
        for (String from : new String[] {"juliet@stoa.example", "stoa.example"}) {
            String spoken = message(from).replace("jabber:client", namespace);
            component.send(SPEAK.formatted("pubsub.stoa.example", spoken));
            component.settle();
            assertThat(romeo.take().orElseThrow().toString())
                    .contains("from='" + from + "'", "<body>ay me</body>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "juliet@stoa.example/balcony|get|<iq xmlns='jabber:client' id='i' type='get'><a"
                        + " xmlns='urn:a'/></iq>",
                "nobody@stoa.example|get|<iq xmlns='jabber:client' id='i' type='get'><a"
                        + " xmlns='urn:a'/></iq>",
                "juliet@stoa.example|get|<iq xmlns='jabber:client' id='i' type='get'><a"
                        + " xmlns='urn:b'/></iq>",
                "juliet@stoa.example|set|<iq xmlns='jabber:client' id='i' type='set'><a"
                        + " xmlns='urn:a'/></iq>",
                "juliet@stoa.example|set|<iq xmlns='jabber:client' id='i' type='get'><a"
                        + " xmlns='urn:a'/></iq>",
                "juliet@stoa.example|get|<iq xmlns='urn:a' id='i' type='get'><a"
                        + " xmlns='urn:a'/></iq>",
                "juliet@stoa.example|get|<iq xmlns='jabber:client' from='romeo@stoa.example' id='i'"
                        + " type='get'><a xmlns='urn:a'/></iq>",
            })
    void everyReasonOfTheSectionForbidsARequest(String to, String type, String inner) {
        grant("iq get --namespace urn:a");
        component.send(ASK.formatted(to, type, inner));
        assertThat(component.receive().toString()).contains("<forbidden", "id='p1'");
    }

    @Test
    void anAnswerComesBackWithTheIdThatWasAsked() {
        grant("iq get --namespace jabber:iq:roster");
        component.send(
                ASK.formatted(
                        "juliet@stoa.example",
                        "get",
                        "<iq xmlns='jabber:client' id='sub_1' type='get'>"
                                + "<query xmlns='jabber:iq:roster'/></iq>"));
        assertThat(component.receive().toString())
                .contains("type='result'", "id='p1'", "<forwarded", "id='sub_1'", "<query");
    }

    @Test
    void aRosterIsChangedAsByTheAccountAndPushed() {
        grant("roster both");
        component.send(
                "<iq from='pubsub.stoa.example' to='juliet@stoa.example' id='s1' type='set'><query"
                        + " xmlns='jabber:iq:roster'><item jid='nurse@pubsub.stoa.example'"
                        + " name='Nurse' subscription='both'/></query></iq>");
        assertThat(next("s1")).contains("type='result'");
        assertThat(next("roster-push-2"))
                .contains("from='juliet@stoa.example'", "subscription='both'");
        component.send(
                "<iq from='pubsub.stoa.example' to='juliet@stoa.example' id='s2' type='set'><query"
                        + " xmlns='jabber:iq:roster'><item jid='romeo@stoa.example'"
                        + " subscription='both'/></query></iq>");
        assertThat(next("roster-push-3")).contains("subscription='none'");
    }

    /** A push and an answer may overtake each other. */
    private String next(String id) {
        while (!seen.containsKey(id)) {
            Element element = component.receive();
            seen.put(element.attribute("id"), element.toString());
        }
        return seen.getOrDefault(id, "");
    }

    @Test
    void whatIsRevokedIsForbiddenAtOnceAndTold() {
        grant("message outgoing");
        stoa.run("privilege revoke pubsub.stoa.example");
        assertThat(component.receive().toString()).contains("access='message' type='none'");
        component.send(SPEAK.formatted("pubsub.stoa.example", message("juliet@stoa.example")));
        assertThat(component.receive().toString()).contains("<forbidden");
        assertThat(stoa.run("privilege list").rows()).isEmpty();
    }

    @Test
    void whoComesLaterInheritsNothing() {
        grant("message outgoing");
        stoa.run("component remove pubsub.stoa.example");
        assertThat(stoa.run("privilege list").rows()).isEmpty();
    }

    @Test
    void theBundleMayComeAfterTheComponent() {
        grant("message outgoing");
        stoa.without("service/privilege");
        component.send(SPEAK.formatted("pubsub.stoa.example", message("juliet@stoa.example")));
        assertThat(component.receive().toString()).contains("<service-unavailable");
        stoa.with("service/privilege");
        assertThat(component.receive().toString()).contains("access='message' type='outgoing'");
    }

    @Test
    void presenceOfAccountsIsSeenWhenItBeginsAndEnds() {
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        juliet.send("<presence><show>chat</show></presence>");
        grant("presence managed_entity");
        assertThat(component.receive().toString())
                .contains("from='juliet@stoa.example/balcony'", "<show>chat</show>");
        juliet.send("<presence><show>away</show></presence>");
        juliet.send("<presence type='unavailable'/>");
        juliet.send("<presence/>");
        assertThat(component.receive().toString()).contains("type='unavailable'");
        assertThat(component.receive().toString()).doesNotContain("type=");
    }

    @Test
    void presenceOfContactsIsSeenOnce() {
        grant("roster get");
        grant("presence roster");
        TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
        stoa.run("component add sms.stoa.example --secret as-you-like-it");
        TestComponent sms = stoa.component("sms.stoa.example", "as-you-like-it");
        juliet.send("<presence to='1@sms.stoa.example' type='subscribe'/>");
        sms.receive();
        sms.send(
                "<presence from='1@sms.stoa.example' to='juliet@stoa.example' type='subscribed'/>");
        sms.settle();
        for (int twice = 0; twice < 2; twice++) {
            sms.send("<presence from='1@sms.stoa.example/phone' to='juliet@stoa.example'/>");
        }
        sms.send("<presence from='2@sms.stoa.example/phone' to='juliet@stoa.example'/>");
        sms.settle();
        component.settle();
        assertThat(
                        component.waiting().stream()
                                .filter(it -> it.local().equals("presence"))
                                .map(it -> it.attribute("from")))
                .containsExactly("1@sms.stoa.example/phone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "privilege grant pubsub.stoa.example presence roster|roster get",
                "privilege grant pubsub.stoa.example roster all|get, set or both",
                "privilege grant pubsub.stoa.example iq both|which namespace",
                "privilege grant pubsub.stoa.example mail both|roster, message, presence or iq",
                "privilege grant a@pubsub.stoa.example message outgoing|a component is a domain",
                "privilege revoke pubsub.stoa.example|has no privileges",
            })
    void whatCannotBeIsRefusedWithASentence(String command, String sentence) {
        assertThatThrownBy(() -> stoa.run(command))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(sentence);
    }
}
