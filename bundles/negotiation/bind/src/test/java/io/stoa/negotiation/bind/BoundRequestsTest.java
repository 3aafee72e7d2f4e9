package io.stoa.negotiation.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.IqHandler;
import io.stoa.jid.BareJid;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestNegotiation;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

final class BoundRequestsTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final String SESSION = "<session xmlns='" + LegacySession.NAMESPACE + "'/>";

    private static IqResponse ask(IqHandler handler, String type, String payload) {
        IqRequest request =
                (IqRequest)
                        Stanza.from(
                                Xml.parse(
                                        "<iq id='1' from='juliet@stoa.example/balcony' type='"
                                                + type
                                                + "'>"
                                                + payload
                                                + "</iq>",
                                        Stanza.CLIENT));
        return handler.handle(request, TestContext.sent(new TestSession(JULIET.with("balcony"))));
    }

    @Test
    void theSessionRequestIsOptional() {
        LegacySession session = new LegacySession();
        TestNegotiation stream = new TestNegotiation();
        assertThat(session.advertise(stream)).isEmpty();
        stream.authenticated(JULIET);
        assertThat(session.advertise(stream))
                .contains(
                        Xml.parse(
                                "<session xmlns='"
                                        + LegacySession.NAMESPACE
                                        + "'><optional/></session>"));
        assertThat(session.elements()).isEmpty();
    }

    @Test
    void theSessionRequestIsAnswered() {
        assertThat(ask(new LegacySession(), "set", SESSION).typeAttribute()).isEqualTo("result");
        assertThat(ask(new LegacySession(), "get", SESSION).toElement().toXml())
                .contains("bad-request");
    }

    /** RFC 6120 §7.6.2.2. */
    @Test
    void aSecondResourceIsNotAllowed() {
        String bind = "<bind xmlns='" + BindFeature.NAMESPACE + "'/>";
        assertThat(ask(new SecondBindHandler(), "set", bind).toElement().toXml())
                .contains("not-allowed");
    }
}
