package io.stoa.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;
import io.stoa.xml.Text;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaTest {

    private static Stanza read(String xml) {
        return Stanza.from(Xml.parse(xml, Stanza.CLIENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message from='a@b/c' to='d@e' id='1' type='chat'"
                        + " xml:lang='de'><body>x</body></message>",
                "<message to='d@e'><body>x</body><x xmlns='urn:x'/></message>",
                "<presence/>",
                "<presence from='a@b/c' to='d@e'"
                        + " type='subscribe'><status>please</status></presence>",
                "<iq from='a@b/c' to='d@e' id='1' type='get'><query xmlns='urn:q'/></iq>",
                "<iq from='a@b/c' id='1' type='set'><query xmlns='urn:q'/></iq>",
                "<iq from='a@b/c' id='1' type='result'/>",
            })
    void whatIsReadIsWrittenAgain(String xml) {
        assertThat(read(xml).toElement()).isEqualTo(Xml.parse(xml, Stanza.CLIENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<message to='@'/>                                    | jid-malformed",
                "<message from='a@@b'/>                               | jid-malformed",
                "<presence type='nonsense'/>                          | bad-request",
                "<presence><priority>128</priority></presence>        | bad-request",
                "<presence><priority>high</priority></presence>       | bad-request",
                "<iq type='get'><q xmlns='urn:q'/></iq>               | bad-request",
                "<iq id='1' type='get'/>                              | bad-request",
                "<iq id='1' type='set'><a xmlns='x'/><b xmlns='x'/></iq> | bad-request",
                "<iq id='1' type='ask'><q xmlns='urn:q'/></iq>        | bad-request",
                "<iq id='1'><q xmlns='urn:q'/></iq>                   | bad-request",
                "<iq id='1' type='result'><a xmlns='x'/><b xmlns='x'/></iq> | bad-request",
            })
    void whatBreaksTheRulesIsRefused(String xml, String condition) {
        StanzaException refused =
                catchThrowableOfType(StanzaException.class, () -> read(xml.strip()));
        assertThat(refused.error().condition().element()).isEqualTo(condition);
    }

    @Test
    void anUnknownMessageTypeIsNormal() {
        assertThat(((Message) read("<message type='shout'/>")).type())
                .isEqualTo(MessageType.NORMAL);
    }

    @Test
    void aRequestIsAnsweredWithSwappedAddressesAndTheSameId() {
        IqRequest request =
                (IqRequest)
                        read("<iq from='a@b/c' to='d@e' id='1' type='get'><q xmlns='urn:q'/></iq>");
        IqResponse result = request.result(Element.of("urn:q", "q"));
        assertThat(result.from()).contains(Jid.parse("d@e"));
        assertThat(result.to()).contains(Jid.parse("a@b/c"));
        assertThat(result.id()).isEqualTo("1");
        IqError error = (IqError) request.error(Condition.FORBIDDEN);
        assertThat(error.error().condition()).isEqualTo(Condition.FORBIDDEN);
        assertThat(error.error().type()).isEqualTo(ErrorType.AUTH);
        assertThat(error.isError()).isTrue();
    }

    @Test
    void aChangeIsANewStanza() {
        Message message = Message.of(MessageType.CHAT, Jid.parse("d@e"), "x");
        Stanza marked = message.with(Element.of("urn:x", "mark"));
        assertThat(message.payloads()).hasSize(1);
        assertThat(marked.payload("urn:x", "mark")).isPresent();
        assertThat(marked.without(it -> it.namespace().equals("urn:x"))).isEqualTo(message);
        assertThat(message.without(it -> it.local().equals("absent"))).isSameAs(message);
        assertThat(message.withTo(Jid.parse("f@g")).body()).isEqualTo("x");
    }

    @Test
    void anErrorIsReadAsItWasWritten() {
        StanzaError error =
                StanzaError.of(Condition.NOT_ACCEPTABLE, "no")
                        .with(Element.of("urn:xmpp:blocking:errors", "blocked"));
        assertThat(StanzaError.from(error.toElement())).isEqualTo(error);
        Element strange = Element.of(Stanza.CLIENT, "error", new Text("?"));
        assertThat(StanzaError.from(strange).condition()).isEqualTo(Condition.UNDEFINED_CONDITION);
    }

    @Test
    void aStreamErrorNamesItsCondition() {
        Element error = StreamError.of(StreamCondition.SYSTEM_SHUTDOWN, "bye").toElement();
        assertThat(error.child(StreamError.NAMESPACE, "system-shutdown")).isPresent();
        assertThat(error.child(StreamError.NAMESPACE, "text").orElseThrow().text())
                .isEqualTo("bye");
    }

    @Test
    void presenceHasItsPriority() {
        assertThat(((Presence) read("<presence><priority>-5</priority></presence>")).priority())
                .isEqualTo(-5);
        assertThat(((Presence) read("<presence/>")).priority()).isZero();
        assertThat(PresenceType.SUBSCRIBED.isSubscription()).isTrue();
        assertThat(PresenceType.PROBE.isSubscription()).isFalse();
    }
}
