package io.stoa.negotiation.ibr;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.DiscoProvider;
import io.stoa.bus.Leg;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class AccountHandlerTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final BareJid SERVER = BareJid.ofDomain("stoa.example");

    private final FakeAccounts accounts = new FakeAccounts().with("juliet@stoa.example", "old");
    private final TestSession balcony = new TestSession(JULIET.with("balcony"));
    private final TestSession chamber = new TestSession(JULIET.with("chamber"));
    private final TestSessions sessions = new TestSessions(balcony, chamber);

    private AccountHandler handler(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("enabled", true));
        values.putAll(more);
        return new AccountHandler(
                accounts,
                sessions,
                new RegistrationPolicy(Configs.of(RegistrationPolicy.Config.class, values)));
    }

    private static IqRequest iq(String type, String fields) {
        String xml =
                "<iq from='juliet@stoa.example/balcony' id='1' type='"
                        + type
                        + "'><query xmlns='jabber:iq:register'>"
                        + fields
                        + "</query></iq>";
        return (IqRequest) Stanza.from(Xml.parse(xml, Stanza.CLIENT));
    }

    private Condition refused(AccountHandler handler, IqRequest request, BareJid self) {
        try {
            IqResponse response =
                    handler.handle(
                            request, new TestContext(Leg.RECEIVED, self, Optional.of(balcony)));
            throw new AssertionError("answered with " + response);
        } catch (StanzaException expected) {
            return expected.error().condition();
        }
    }

    private Condition refused(AccountHandler handler, String fields) {
        return refused(handler, iq("set", fields), JULIET);
    }

    private IqResponse answered(AccountHandler handler, IqRequest request) {
        return handler.handle(request, TestContext.sent(balcony));
    }

    private static String fields(String username, String password) {
        return "<username>" + username + "</username><password>" + password + "</password>";
    }

    /** XEP-0077 §3.1. */
    @Test
    void whoIsRegisteredIsToldSo() {
        Element query = answered(handler(Map.of()), iq("get", "")).payloads().getFirst();
        assertThat(query)
                .isEqualTo(
                        Xml.parse(
                                "<query xmlns='jabber:iq:register'><registered/>"
                                        + "<username>juliet</username><password/></query>"));
    }

    /** XEP-0077 §3.3. */
    @Test
    void thePasswordIsChanged() {
        AccountHandler handler = handler(Map.of("enabled", false));
        assertThat(answered(handler, iq("set", fields("juliet", "new"))).typeAttribute())
                .isEqualTo("result");
        assertThat(accounts.passwords()).containsEntry("juliet@stoa.example", "new");
        answered(handler, iq("set", fields("juliet@stoa.example", "newer")));
        assertThat(accounts.passwords()).containsEntry("juliet@stoa.example", "newer");
        assertThat(balcony.closed()).isEmpty();
    }

    /** XEP-0077 §3.3, the table of errors. */
    @Test
    void aPasswordMayNotBeChanged() {
        AccountHandler handler = handler(Map.of());
        assertThat(refused(handler, fields("juliet", ""))).isEqualTo(Condition.BAD_REQUEST);
        assertThat(refused(handler, "<password>new</password>")).isEqualTo(Condition.BAD_REQUEST);
        assertThat(refused(handler, fields("romeo", "new"))).isEqualTo(Condition.NOT_ALLOWED);
        assertThat(refused(handler, fields("juliet", "bad"))).isEqualTo(Condition.NOT_ACCEPTABLE);
        assertThat(refused(handler(Map.of("passwordChange", false)), fields("juliet", "new")))
                .isEqualTo(Condition.NOT_ALLOWED);
        balcony.inClear();
        assertThat(refused(handler, fields("juliet", "new"))).isEqualTo(Condition.NOT_AUTHORIZED);
        assertThat(accounts.passwords()).containsEntry("juliet@stoa.example", "old");
        answered(handler(Map.of("plaintext", true)), iq("set", fields("juliet", "new")));
        assertThat(accounts.passwords()).containsEntry("juliet@stoa.example", "new");
    }

    /** XEP-0077 §3.2. */
    @Test
    void anAccountIsCancelledAndItsSessionsEnd() {
        IqRequest remove = iq("set", "<remove/>");
        IqResponse result = answered(handler(Map.of()), remove);
        assertThat(result.typeAttribute()).isEqualTo("result");
        assertThat(accounts.passwords()).isEmpty();
        assertThat(balcony.delivered()).containsExactly(result);
        assertThat(balcony.closed().orElseThrow().condition())
                .isEqualTo(StreamCondition.NOT_AUTHORIZED);
        assertThat(chamber.closed()).isPresent();
        assertThat(chamber.delivered()).isEmpty();
    }

    /** XEP-0077 §3.2, the table of errors. */
    @Test
    void anAccountMayNotBeCancelled() {
        assertThat(refused(handler(Map.of()), "<remove/><username>juliet</username>"))
                .isEqualTo(Condition.BAD_REQUEST);
        assertThat(refused(handler(Map.of("enabled", false)), "<remove/>"))
                .isEqualTo(Condition.NOT_ALLOWED);
        assertThat(accounts.passwords()).hasSize(1);
        assertThat(balcony.closed()).isEmpty();
        accounts.passwords().clear();
        assertThat(refused(handler(Map.of()), "<remove/>"))
                .isEqualTo(Condition.REGISTRATION_REQUIRED);
    }

    @Test
    void whereAllIsOffTheServiceIsUnavailable() {
        AccountHandler off = handler(Map.of("enabled", false, "passwordChange", false));
        assertThat(refused(off, iq("get", ""), SERVER)).isEqualTo(Condition.SERVICE_UNAVAILABLE);
        assertThat(refused(off, fields("juliet", "new"))).isEqualTo(Condition.SERVICE_UNAVAILABLE);
        assertThat(off.info(query(SERVER, Target.SERVER))).isEmpty();
    }

    @Test
    void othersAreNotServed() {
        assertThat(refused(handler(Map.of()), iq("get", ""), BareJid.ofDomain("other.example")))
                .isEqualTo(Condition.SERVICE_UNAVAILABLE);
        try {
            handler(Map.of()).handle(iq("get", ""), TestContext.received(SERVER));
            throw new AssertionError("a stranger was answered");
        } catch (StanzaException expected) {
            assertThat(expected.error().condition()).isEqualTo(Condition.SERVICE_UNAVAILABLE);
        }
    }

    /** XEP-0077 §10. */
    @Test
    void theFeatureIsShown() {
        AccountHandler handler = handler(Map.of());
        assertThat(handler.info(query(SERVER, Target.SERVER)))
                .singleElement()
                .matches(it -> it.attribute("var").equals("jabber:iq:register"));
        assertThat(handler.info(query(JULIET, Target.ACCOUNT))).isEmpty();
    }

    private static DiscoProvider.Query query(Jid entity, Target target) {
        return new DiscoProvider.Query(target, entity, "", JULIET);
    }
}
