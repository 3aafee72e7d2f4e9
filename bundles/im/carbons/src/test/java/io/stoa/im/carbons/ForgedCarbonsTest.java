package io.stoa.im.carbons;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** XEP-0280 §11. */
final class ForgedCarbonsTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@montague.example");

    private final ForgedCarbons guard = new ForgedCarbons();

    private Verdict verdict(Stanza stanza) {
        return guard.intercept(stanza, TestContext.received(ROMEO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "received"})
    void aForgedCopyIsRefused(String local) {
        Message forged =
                Message.of(MessageType.CHAT, ROMEO, "x").with(Element.of(Carbons.NAMESPACE, local));

        assertThat(((Verdict.Refuse) verdict(forged)).error().condition())
                .isEqualTo(Condition.NOT_ACCEPTABLE);
    }

    @Test
    void anErrorGoesOnWithoutTheCopyItAnswers() {
        Element error = Element.of(Stanza.CLIENT, "error");
        Message answer =
                Message.of(
                        MessageType.ERROR,
                        List.of(Element.of(Carbons.NAMESPACE, "received"), error));

        assertThat(((Verdict.Pass) verdict(answer)).stanza().payloads()).containsExactly(error);
    }

    @Test
    void whatAClientMaySayOfCopiesPasses() {
        Message message =
                Message.of(MessageType.CHAT, ROMEO, "x")
                        .with(Element.of(Carbons.NAMESPACE, "private"))
                        .with(Element.of("urn:xmpp:receipts", "received"));

        assertThat(verdict(message)).isEqualTo(new Verdict.Pass(message));
    }
}
