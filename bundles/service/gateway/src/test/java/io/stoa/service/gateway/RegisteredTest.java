package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stays of registrations that are refused, or cannot be read. */
class RegisteredTest extends AtIcq {

    private static final BareJid ICQ = JULIET_AT_ICQ.gateway();

    RegisteredTest() {
        super(Map.of());
    }

    private Items<Element> store() {
        return stoa.service(Storage.class).items(Registrations.STORE);
    }

    private void fillTheRoster() {
        Rosters rosters = stoa.service(Rosters.class);
        for (int i = rosters.items(JULIET).size(); i < ROSTER; i++) {
            BareJid contact = BareJid.parse("c" + i + "@elsewhere.example");
            rosters.update(
                    JULIET,
                    contact,
                    it -> Optional.of(RosterItem.blank(contact).named("c", List.of())));
        }
    }

    private String asked(String id, String type, String query) {
        juliet.send(
                "<iq to='icq.stoa.example' id='%s' type='%s'>".formatted(id, type)
                        + "<query xmlns='jabber:iq:register'>%s</query></iq>".formatted(query));
        return next("id='" + id + "'");
    }

    /** As after the server's key was lost. */
    private void sealWithAnotherKey() {
        store().put(
                        JULIET,
                        ICQ.toString(),
                        Element.of("stoa:gateway", "login")
                                .with(
                                        Element.of("stoa:gateway", "answer")
                                                .with("name", "username")
                                                .with("sealed", "1:" + "A".repeat(64))));
    }

    @Test
    void whoIsRefusedHasNotRegistered() {
        fillTheRoster();
        assertThat(asked("r1", "set", "<username>1</username><password>2</password>"))
                .contains("<resource-constraint");
        assertThat(store().count(JULIET)).isZero();
        assertThat(asked("r2", "get", "")).doesNotContain("<registered/>");
        assertThat(network.attempts).hasValue(0);
    }

    @Test
    void whoIsRefusedAChangeIsRegisteredAsBefore() throws InterruptedException {
        register();
        stoa.service(Rosters.class).update(JULIET, ICQ, it -> Optional.empty());
        fillTheRoster();
        assertThat(asked("r2", "set", "<username>777</username><password>2</password>"))
                .contains("<resource-constraint");
        assertThat(asked("r3", "get", "")).contains("<registered/>", "12345").doesNotContain("777");
    }

    @Test
    void whatDoesNotOpenAnyMoreMayBeReplaced() throws InterruptedException {
        sealWithAnotherKey();
        assertThat(asked("r2", "get", "")).contains("<registered/>", "<username/>");
        sendRegistration("r3");
        assertThat(next("id='r3'")).contains("type='result'");
        assertThat(session().login.answers())
                .isEqualTo(Map.of("username", "12345", "password", "wherefore"));
    }

    @Test
    void whoseRegistrationDoesNotOpenAnyMoreIsToldToRegisterAnew() {
        sealWithAnotherKey();
        juliet.send("<presence to='icq.stoa.example'/>");
        assertThat(next("type='error'")).contains("<not-authorized", "register anew");
        assertThat(network.attempts).hasValue(0);
    }

    @Test
    void whatDoesNotOpenAnyMoreMayBeRemoved() {
        sealWithAnotherKey();
        juliet.send(
                "<iq to='icq.stoa.example' id='l1' type='get'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#items'"
                        + " node='http://jabber.org/protocol/commands'/></iq>");
        assertThat(next("id='l1'")).contains("node='edit'", "node='unregister'");
        assertThat(asked("r2", "set", "<remove/>")).contains("type='result'");
        assertThat(store().count(JULIET)).isZero();
    }
}
