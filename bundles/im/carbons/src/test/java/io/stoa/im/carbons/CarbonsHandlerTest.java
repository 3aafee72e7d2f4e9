package io.stoa.im.carbons;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

/** XEP-0280 §4, §5. */
final class CarbonsHandlerTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@montague.example");

    private final TestSession garden =
            new TestSession(FullJid.parse("romeo@montague.example/garden"));
    private final CarbonsHandler handler = new CarbonsHandler();

    private static Element element(String local) {
        return Element.of(Carbons.NAMESPACE, local);
    }

    private IqResponse ask(IqRequest request) {
        return handler.handle(
                request.withFrom(garden.address()), TestContext.received(ROMEO, garden));
    }

    @Test
    void copiesAreEnabledAndDisabledAnyNumberOfTimes() {
        for (String local : new String[] {"disable", "enable", "enable", "disable", "enable"}) {
            assertThat(ask(IqSet.of("1", element(local)))).isInstanceOf(IqResult.class);
            assertThat(Carbons.enabled(garden)).isEqualTo(local.equals("enable"));
        }
    }

    @Test
    void whatIsNoCommandChangesNothing() {
        for (IqRequest wrong :
                new IqRequest[] {
                    IqGet.of("1", element("enable")), IqSet.of("2", element("private"))
                }) {
            assertThat(((IqError) ask(wrong)).error().condition()).isEqualTo(Condition.BAD_REQUEST);
        }
        assertThat(Carbons.enabled(garden)).isFalse();
    }

    @Test
    void whoHasNoSessionHereIsNotAllowedTo() {
        IqResponse answer =
                handler.handle(
                        IqSet.of("1", element("enable")).withFrom(ROMEO),
                        TestContext.received(ROMEO));

        assertThat(((IqError) answer).error().condition()).isEqualTo(Condition.NOT_ALLOWED);
    }
}
