package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Registration by commands (XEP-0050): the same questions as the form's. */
class CommandsTest extends AtIcq {

    CommandsTest() {
        super(Map.of());
    }

    private String list(String id) {
        juliet.send(
                "<iq to='icq.stoa.example' id='%s' type='get'>".formatted(id)
                        + "<query xmlns='http://jabber.org/protocol/disco#items'"
                        + " node='http://jabber.org/protocol/commands'/></iq>");
        return next("id='" + id + "'");
    }

    private String command(String id, String attributes, String form) {
        return command(juliet, id, attributes, form);
    }

    private String command(TestClient client, String id, String attributes, String form) {
        client.send(
                ("<iq to='icq.stoa.example' id='%s' type='set'><command"
                     + " xmlns='http://jabber.org/protocol/commands' %s>%s</command></iq>")
                        .formatted(id, attributes, form));
        return client.equals(juliet)
                ? next("id='" + id + "'")
                : client.await().orElseThrow().toString();
    }

    private static String form(String username, String password) {
        return "<x xmlns='jabber:x:data' type='submit'><field var='username'><value>"
                + username
                + "</value></field><field var='password'><value>"
                + password
                + "</value></field></x>";
    }

    @Test
    void whoIsNotRegisteredMayRegister() throws InterruptedException {
        assertThat(list("l1"))
                .contains("node='register'", "name='Register: ICQ'")
                .doesNotContain("node='edit'", "node='unregister'");
        String stage = command("c1", "node='register'", "");
        assertThat(stage)
                .contains("status='executing'", "<complete/>")
                .contains("var='username'", "type='text-private'", "<required/>");
        String session = attribute(stage, "sessionid");
        String end =
                command(
                        "c2",
                        "node='register' action='complete' sessionid='" + session + "'",
                        form("12345", "wherefore"));
        assertThat(end).contains("status='completed'", "type='info'").doesNotContain("wherefore");
        assertThat(session().login.answers())
                .isEqualTo(Map.of("username", "12345", "password", "wherefore"));
        assertThat(list("l2"))
                .contains("node='edit'", "node='unregister'")
                .doesNotContain("node='register'");
    }

    @Test
    void whatIsMissingMayBeFilledInAgain() throws InterruptedException {
        String session = attribute(command("c1", "node='register'", ""), "sessionid");
        String attributes = "node='register' sessionid='" + session + "'";
        assertThat(command("c2", attributes, form("12345", "")))
                .contains("<bad-request", "<bad-payload", "password");
        assertThat(command("c3", attributes, form("12345", "x"))).contains("completed");
        session();
    }

    @Test
    void aRegistrationIsChangedByACommandThatShowsNoSecret() throws InterruptedException {
        FakeNetwork.Session before = register();
        String stage = command("c1", "node='edit'", "");
        assertThat(stage).contains("<value>12345</value>").doesNotContain("wherefore");
        String session = attribute(stage, "sessionid");
        command("c2", "node='edit' sessionid='" + session + "'", form("12345", "therefore"));
        assertThat(session().login.answer("password")).isEqualTo("therefore");
        awaitClosed(before);
    }

    @Test
    void aRegistrationIsRemovedWhenItWasSaidWhatThatMeans() throws InterruptedException {
        FakeNetwork.Session network = register();
        String stage = command("c1", "node='unregister'", "");
        assertThat(stage).contains("status='executing'", "type='warn'", "ICQ");
        assertThat(network.closed).isFalse();
        String session = attribute(stage, "sessionid");
        assertThat(
                        command(
                                "c2",
                                "node='unregister' action='complete' sessionid='" + session + "'",
                                ""))
                .contains("status='completed'", "type='info'");
        awaitClosed(network);
        assertThat(roster()).isEmpty();
        assertThat(command("c3", "node='unregister'", "")).contains("<item-not-found");
    }

    @Test
    void whoThinksTwiceKeepsTheRegistration() throws InterruptedException {
        FakeNetwork.Session network = register();
        String session = attribute(command("c1", "node='unregister'", ""), "sessionid");
        assertThat(
                        command(
                                "c2",
                                "node='unregister' action='cancel' sessionid='" + session + "'",
                                ""))
                .contains("status='canceled'");
        assertThat(network.closed).isFalse();
        assertThat(list("l1")).contains("node='unregister'");
    }

    @Test
    void whatOneHasBegunNobodyElseGoesOnWith() {
        String session = attribute(command("c1", "node='register'", ""), "sessionid");
        TestClient other = stoa.connect("romeo@stoa.example/orchard");
        String attributes = "node='register' sessionid='" + session + "'";
        assertThat(command(other, "c2", attributes, form("1", "2"))).contains("<bad-sessionid");
        juliet.disconnect();
        juliet = stoa.connect("juliet@stoa.example/balcony");
        assertThat(command("c3", attributes, form("1", "2"))).contains("<session-expired");
    }

    @Test
    void aCommandSaysWhatItIsAndOthersAreNotThere() {
        juliet.send(
                "<iq to='icq.stoa.example' id='i1' type='get'><query node='register'"
                        + " xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        assertThat(next("i1")).contains("type='command-node'", "jabber:x:data");
        juliet.send(
                "<iq to='icq.stoa.example' id='i2' type='get'><query node='edit'"
                        + " xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        assertThat(next("i2")).contains("<item-not-found");
    }
}
