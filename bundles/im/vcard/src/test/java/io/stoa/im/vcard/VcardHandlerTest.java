package io.stoa.im.vcard;

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
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.Map;

class VcardHandlerTest {

    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    private static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");
    private static final Element ASKED = Xml.parse("<vCard xmlns='vcard-temp'/>");
    private static final Element VCARD =
            Xml.parse(
                    "<vCard xmlns='vcard-temp' version='3.0'><FN>Juliet Capulet</FN>"
                        + "<N><FAMILY>Capulet</FAMILY><GIVEN>Juliet</GIVEN><MIDDLE/></N></vCard>");

    private final VcardHandler handler = handler(1024);

    private static VcardHandler handler(int size) {
        return new VcardHandler(
                new MemoryStorage(), Configs.of(VcardHandler.Config.class, Map.of("size", size)));
    }

    @Test
    void returnsToAnybodyWhatItsOwnerHasSet() {
        assertThat(set(JULIET, VCARD)).isInstanceOf(IqResult.class);
        assertThat(get(JULIET).payloads()).containsExactly(VCARD);
        assertThat(get(ROMEO).payloads()).containsExactly(VCARD);
    }

    @Test
    void replacesTheWholeVcard() {
        set(JULIET, VCARD);
        Element other = Xml.parse("<vCard xmlns='vcard-temp'><NICKNAME>Jule</NICKNAME></vCard>");
        set(JULIET, other);
        assertThat(get(JULIET).payloads()).containsExactly(other);
    }

    @Test
    void tellsTheOwnerThatThereIsNone() {
        assertRefused(get(JULIET), Condition.ITEM_NOT_FOUND);
    }

    @Test
    void tellsOthersNoMoreThanOfAnAccountThatDoesNotExist() {
        assertRefused(get(ROMEO), Condition.SERVICE_UNAVAILABLE);
        Element malformed = Element.of(VcardHandler.NAMESPACE, "vcard");
        assertRefused(answer(IqGet.of("v1", malformed), ROMEO), Condition.SERVICE_UNAVAILABLE);
    }

    @Test
    void removesTheVcardWhenAnEmptyOneIsSet() {
        set(JULIET, VCARD);
        assertThat(set(JULIET, ASKED)).isInstanceOf(IqResult.class);
        assertRefused(get(JULIET), Condition.ITEM_NOT_FOUND);
    }

    @Test
    void forbidsToSetThatOfAnother() {
        set(JULIET, VCARD);
        assertRefused(set(ROMEO, ASKED), Condition.FORBIDDEN);
        assertThat(get(JULIET).payloads()).containsExactly(VCARD);
    }

    @Test
    void refusesOneThatIsTooBigAndKeepsTheOld() {
        int exact = VCARD.utf8().remaining();
        VcardHandler tight = handler(exact);
        IqRequest fitting = IqSet.of("v1", VCARD);
        assertThat(answer(tight, fitting, JULIET)).isInstanceOf(IqResult.class);
        IqRequest bigger = IqSet.of("v1", VCARD.with("x", "y"));
        assertRefused(answer(tight, bigger, JULIET), Condition.POLICY_VIOLATION);
        assertThat(answer(tight, IqGet.of("v2", ASKED), JULIET).payloads()).containsExactly(VCARD);
    }

    @Test
    void refusesWhatIsNoVcard() {
        // §6: the capitalization counts
        Element malformed = Element.of(VcardHandler.NAMESPACE, "VCARD");
        assertRefused(answer(IqGet.of("v1", malformed), JULIET), Condition.BAD_REQUEST);
        assertRefused(answer(IqSet.of("v1", malformed), JULIET), Condition.BAD_REQUEST);
    }

    private IqResponse get(FullJid asker) {
        return answer(IqGet.of("v1", ASKED), asker);
    }

    private IqResponse set(FullJid asker, Element vcard) {
        return answer(IqSet.of("v1", vcard), asker);
    }

    private IqResponse answer(IqRequest request, FullJid asker) {
        return answer(handler, request, asker);
    }

    private static IqResponse answer(VcardHandler asked, IqRequest request, FullJid asker) {
        BareJid owner = JULIET.bare();
        return asked.handle(request.withFrom(asker).withTo(owner), TestContext.received(owner));
    }

    private static void assertRefused(IqResponse response, Condition condition) {
        assertThat(response)
                .isInstanceOfSatisfying(
                        IqError.class,
                        error -> assertThat(error.error().condition()).isEqualTo(condition));
    }
}
