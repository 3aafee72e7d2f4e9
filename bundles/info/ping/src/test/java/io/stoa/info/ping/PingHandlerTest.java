package io.stoa.info.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

class PingHandlerTest {

    private static final BareJid SERVER = BareJid.parse("stoa.example");
    private static final Jid JULIET = Jid.parse("juliet@stoa.example/balcony");
    private static final Element PING = Element.of(PingHandler.NAMESPACE, "ping");

    private final PingHandler handler = new PingHandler();

    @Test
    void answersAPingWithAnEmptyResult() {
        IqResponse pong = answer(IqGet.of("p1", PING));
        assertThat(pong).isInstanceOf(IqResult.class);
        assertThat(pong.payloads()).isEmpty();
        assertThat(pong.id()).isEqualTo("p1");
        assertThat(pong.from()).contains(SERVER);
        assertThat(pong.to()).contains(JULIET);
    }

    @Test
    void refusesToBeSet() {
        assertRefused(answer(IqSet.of("p1", PING)));
    }

    @Test
    void refusesWhatIsNoPing() {
        assertRefused(answer(IqGet.of("p1", Element.of(PingHandler.NAMESPACE, "pong"))));
    }

    private static void assertRefused(IqResponse response) {
        assertThat(response)
                .isInstanceOfSatisfying(
                        IqError.class,
                        error ->
                                assertThat(error.error().condition())
                                        .isEqualTo(Condition.BAD_REQUEST));
    }

    private IqResponse answer(IqRequest request) {
        return handler.handle(
                request.withFrom(JULIET).withTo(SERVER), TestContext.received(SERVER));
    }
}
