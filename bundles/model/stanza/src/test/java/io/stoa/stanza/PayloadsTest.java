package io.stoa.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The payloads that several features share. */
final class PayloadsTest {

    private static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    private static final Instant DAWN = Instant.parse("2002-09-10T23:08:25Z");

    @ParameterizedTest
    @CsvSource({
        "2002-09-10T23:08:25Z,2002-09-10T23:08:25Z",
        "2002-09-10T23:08:25.5Z,2002-09-10T23:08:25.500Z",
        "2002-09-11T01:08:25.000001+02:00,2002-09-10T23:08:25.000001Z",
        "1969-07-20T21:56:15-05:00,1969-07-21T02:56:15Z"
    })
    void momentsAreReadInAnyZoneAndWrittenInUtc(String text, String written) {
        assertThat(DateTime.read(text).map(DateTime::write)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2002-09-10", "2002-13-10T23:08:25Z", "20020910T23:08:25"})
    void whatIsNoMomentIsNone(String text) {
        assertThat(DateTime.read(text)).isEmpty();
    }

    @Test
    void aDelayIsReadAsItWasWritten() {
        Delay delay = new Delay(Optional.of(JULIET), DAWN, "Offline Storage");

        assertThat(delay.toElement())
                .isEqualTo(
                        Xml.parse(
                                "<delay xmlns='urn:xmpp:delay' from='juliet@capulet.example'"
                                        + " stamp='2002-09-10T23:08:25Z'>Offline Storage</delay>"));
        assertThat(Delay.from(delay.toElement())).contains(delay);
        assertThat(Delay.from(Delay.of(DAWN).toElement())).contains(Delay.of(DAWN));
        assertThat(Delay.from(Element.of(Delay.NAMESPACE, "delay"))).isEmpty();
    }

    @Test
    void aForwardedStanzaIsReadAsItWasWritten() {
        Message message =
                Message.of(MessageType.CHAT, Jid.parse("romeo@montague.example/orchard"), "Hark");
        Forwarded forwarded = Forwarded.of(Delay.of(DAWN, JULIET), message);

        assertThat(Forwarded.from(forwarded.toElement())).contains(forwarded);
        assertThat(Forwarded.from(Xml.parse(forwarded.toElement().toXml()))).contains(forwarded);
        assertThat(Stanza.from(forwarded.stanza())).isEqualTo(message);
        assertThat(Forwarded.from(Element.of(Forwarded.NAMESPACE, "forwarded"))).isEmpty();
        assertThat(Forwarded.of(message).delay()).isEmpty();
    }

    @Test
    void onlyTheNamesByOneAddressAreStrippedHoweverItIsWritten() {
        Stanza stanza =
                message(
                        "<stanza-id xmlns='urn:xmpp:sid:0' id='a' by='juliet@capulet.example'/>",
                        "<stanza-id xmlns='urn:xmpp:sid:0' id='b' by='JULIET@CAPULET.example'/>",
                        "<stanza-id xmlns='urn:xmpp:sid:0' id='c' by='romeo@montague.example'/>",
                        "<stanza-id xmlns='urn:xmpp:sid:0' id='d' by='@'/>",
                        "<stanza-id xmlns='urn:xmpp:sid:0' id='e'/>",
                        "<origin-id xmlns='urn:xmpp:sid:0' id='f'/>");

        assertThat(StanzaId.of(stanza, JULIET)).contains(new StanzaId("a", JULIET));
        assertThat(StanzaId.strip(stanza, JULIET).payloads())
                .extracting(payload -> payload.attribute("id"))
                .containsExactly("c", "d", "e", "f");
        assertThat(StanzaId.of(StanzaId.strip(stanza, JULIET), JULIET)).isEmpty();
        assertThat(new StanzaId("a", JULIET).toElement()).isEqualTo(stanza.payloads().getFirst());
    }

    @Test
    void hintsCountUnlessInAnError() {
        Message message = message("<no-permanent-store xmlns='urn:xmpp:hints'/>");

        assertThat(List.of(Hint.values()).stream().filter(it -> it.in(message)))
                .containsExactly(Hint.NO_PERMANENT_STORE);
        assertThat(Hint.NO_PERMANENT_STORE.in(Message.of(MessageType.ERROR, message.payloads())))
                .isFalse();
    }

    private static Message message(String... payloads) {
        return Message.of(MessageType.CHAT, List.of(payloads).stream().map(Xml::parse).toList());
    }
}
