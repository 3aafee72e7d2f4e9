package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Ear.Contact;
import io.stoa.gateway.NetworkException;
import io.stoa.lifecycle.Figures;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one account may do, what all may, and what is counted of it. */
class LimitsTest extends AtIcq {

    private static final String MESSAGE =
            "<message to='a@icq.stoa.example' id='%s'><body>x</body></message>";

    LimitsTest() {
        super(Map.of("messagesPerMinute", 4, "networkMessagesPerMinute", 6, "sessions", 2));
    }

    private TestClient come(String name) throws InterruptedException {
        TestClient client = stoa.connect(name + "@stoa.example/home");
        client.send("<presence/>");
        client.send(
                "<iq to='icq.stoa.example' id='r' type='set'><query xmlns='jabber:iq:register'>"
                        + "<username>"
                        + name
                        + "</username><password>x</password></query></iq>");
        return client;
    }

    private static String await(TestClient client, String part) {
        while (true) {
            String stanza = client.await().orElseThrow(AssertionError::new).toString();
            if (stanza.contains(part)) {
                return stanza;
            }
        }
    }

    private Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        stoa.service(Figures.class)
                .now()
                .forEach(
                        it ->
                                figures.put(
                                        it.name()
                                                + new TreeMap<>(it.labels())
                                                        .values().stream()
                                                                .collect(
                                                                        Collectors.joining(
                                                                                " ", " ", "")),
                                        it.value()));
        return figures;
    }

    @Test
    void oneAccountMaySaySoMuchAndAllTogetherSoMuch() throws InterruptedException {
        FakeNetwork.Session juliets = register();
        TestClient romeo = come("romeo");
        FakeNetwork.Session romeos = session();
        await(romeo, "<presence from='icq.stoa.example'");
        for (int i = 0; i < 5; i++) {
            juliet.send(MESSAGE.formatted("j" + i));
        }
        assertThat(next("id='j4'")).contains("<resource-constraint");
        await(() -> juliets.said.size() == 4);
        for (int i = 0; i < 3; i++) {
            romeo.send(MESSAGE.formatted("r" + i));
        }
        assertThat(await(romeo, "id='r2'")).contains("<resource-constraint");
        await(() -> romeos.said.size() == 2);
        IntStream.range(0, 6).forEach(it -> juliets.ear.said("a", "y" + it));
        await(() -> figures().getOrDefault("gateway_messages in icq", 0L) == 6L);
        assertThat(figures())
                .containsEntry("gateway_messages in icq", 6L)
                .containsEntry("gateway_messages out icq", 4L)
                .containsEntry("gateway_refused account-says-too-much icq", 1L)
                .containsEntry("gateway_refused all-say-too-much icq", 1L)
                .containsEntry("gateway_refused told-too-much icq", 2L);
    }

    @Test
    void soManyAreLoggedInAndTheNextIsToldWhenItComesAndWhenItRegisters()
            throws InterruptedException {
        register();
        TestClient romeo = come("romeo");
        session();
        TestClient nurse = come("nurse");
        // it is registered nevertheless
        assertThat(await(nurse, "id='r'")).contains("type='result'");
        nurse.send("<presence to='icq.stoa.example'/>");
        assertThat(await(nurse, "<presence from='icq.stoa.example'"))
                .contains("type='error'", "type='wait'", "<resource-constraint");
        romeo.disconnect();
        nurse.send("<presence to='icq.stoa.example'/>");
        assertThat(session().login.answer("username")).isEqualTo("nurse");
        assertThat(figures())
                .containsEntry("gateway_refused too-many-sessions icq", 2L)
                .containsEntry("gateway_registrations icq registered", 3L);
    }

    @Test
    void whatGoesWrongIsCounted() throws InterruptedException {
        FakeNetwork.Session session = register();
        assertThat(figures()).containsEntry("gateway_sessions icq online", 1L);
        network.failure = Optional.of(new NetworkException(NetworkException.Kind.REFUSED, "no"));
        session.ear.lost(new NetworkException(NetworkException.Kind.AWAY, "gone"));
        assertThat(figures())
                .containsEntry("gateway_failures icq lost", 1L)
                .containsEntry("gateway_sessions icq waiting", 1L);
        next("<remote-server-timeout");
        sendRegistration("r2");
        next("<not-authorized");
        assertThat(figures())
                .containsEntry("gateway_failures icq login-refused", 1L)
                .containsEntry("gateway_sessions icq refused", 1L)
                .containsEntry("gateway_registrations icq changed", 1L);
    }

    @Test
    void moreContactsThanMayBeAreLeftOut() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.contacts(
                IntStream.range(0, 2_003).mapToObj(it -> new Contact("c" + it, "")).toList());
        assertThat(figures()).containsEntry("gateway_refused too-many-contacts icq", 3L);
        // and a roster has no room for more than it may have
        await(() -> figures().getOrDefault("gateway_refused too-many-contacts icq", 0L) >= 4);
        assertThat(roster()).hasSize(ROSTER);
    }
}
