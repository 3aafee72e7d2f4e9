package io.stoa.im.privatexml;

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
import io.stoa.stanza.StanzaException;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class PrivateHandlerTest {

    private static final FullJid HAMLET = FullJid.parse("hamlet@stoa.example/denmark");
    private static final String PREFERENCES =
            "<exodus xmlns='exodus:prefs'><defaultnick>Hamlet</defaultnick></exodus>";

    private final PrivateHandler handler =
            new PrivateHandler(
                    new MemoryStorage(),
                    Configs.of(PrivateHandler.Config.class, Map.of("size", 400, "elements", 2)));

    @Test
    void returnsWhatWasStored() {
        assertThat(set(PREFERENCES)).isInstanceOf(IqResult.class);
        assertThat(set(PREFERENCES).payloads()).isEmpty();
        assertThat(get("<exodus xmlns='exodus:prefs'/>")).isEqualTo(query(PREFERENCES));
    }

    @Test
    void returnsTheElementEmptyWhenNothingWasStored() {
        assertThat(get("<exodus xmlns='exodus:prefs'/>"))
                .isEqualTo(query("<exodus xmlns='exodus:prefs'/>"));
    }

    @Test
    void keepsElementsOfDifferentNamesApart() {
        set(PREFERENCES);
        set("<storage xmlns='exodus:prefs'><a/></storage>");
        assertThat(get("<exodus xmlns='exodus:prefs'/>")).isEqualTo(query(PREFERENCES));
        assertThat(get("<exodus xmlns='other:prefs'/>"))
                .isEqualTo(query("<exodus xmlns='other:prefs'/>"));
    }

    @Test
    void keepsSeveralElementsOfOneNameTogether() {
        String several = "<note xmlns='x:n'>1</note><note xmlns='x:n'>2</note>";
        set(several);
        assertThat(get("<note xmlns='x:n'/>")).isEqualTo(query(several));
        set("<note xmlns='x:n'>3</note>");
        assertThat(get("<note xmlns='x:n'/>")).isEqualTo(query("<note xmlns='x:n'>3</note>"));
    }

    @Test
    void refusesAGetOfNothingOrOfSeveral() {
        assertRefused(IqGet.of("1", query("")), Condition.BAD_REQUEST);
        assertRefused(
                IqGet.of("1", query("<a xmlns='x:n'/><b xmlns='x:n'/>")), Condition.BAD_REQUEST);
    }

    @Test
    void refusesASetOfNothingOrOfSeveralNamespaces() {
        assertRefused(IqSet.of("1", query("")), Condition.NOT_ACCEPTABLE);
        assertRefused(
                IqSet.of("1", query("<a xmlns='x:n'>1</a><a xmlns='y:n'>1</a>")),
                Condition.NOT_ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<vCard xmlns='vcard-temp'><FN>Hamlet</FN></vCard>",
                "<query xmlns='jabber:iq:roster'><item jid='a@b'/></query>",
                "<x xmlns='http://jabber.org/protocol/muc'>1</x>",
                "<inherits>1</inherits>",
                "<none xmlns=''>1</none>",
            })
    void refusesReservedNamespaces(String element) {
        assertRefused(IqSet.of("1", query(element)), Condition.NOT_ACCEPTABLE);
        assertRefused(IqGet.of("1", query(element)), Condition.NOT_ACCEPTABLE);
    }

    @Test
    void refusesANameThatIsTooLong() {
        String name = "<a xmlns='" + "x".repeat(1100) + "'/>";
        assertRefused(IqGet.of("1", query(name)), Condition.NOT_ACCEPTABLE);
    }

    @Test
    void refusesTooMuchAtOnce() {
        String big = "<a xmlns='x:n'>" + "x".repeat(400) + "</a>";
        assertRefused(IqSet.of("1", query(big)), Condition.POLICY_VIOLATION);
        assertThat(get("<a xmlns='x:n'/>")).isEqualTo(query("<a xmlns='x:n'/>"));
    }

    @Test
    void refusesTooManyNamesButReplacesAndRemoves() {
        set("<a xmlns='x:n'>1</a><b xmlns='x:n'>1</b>");
        Element third = query("<c xmlns='x:n'>1</c>");
        assertRefused(IqSet.of("1", third), Condition.RESOURCE_CONSTRAINT);
        assertThat(set("<a xmlns='x:n'>2</a>")).isInstanceOf(IqResult.class);
        assertThat(set("<b xmlns='x:n'/>")).isInstanceOf(IqResult.class);
        assertThat(answer(IqSet.of("1", third))).isInstanceOf(IqResult.class);
    }

    @Test
    void refusesWhatIsNoQuery() {
        Element other = Element.of(PrivateHandler.NAMESPACE, "private");
        assertRefused(IqGet.of("1", other), Condition.BAD_REQUEST);
    }

    private Element get(String element) {
        return answer(IqGet.of("1", query(element))).payloads().getFirst();
    }

    private IqResponse set(String elements) {
        return answer(IqSet.of("1", query(elements)));
    }

    private static Element query(String elements) {
        return Xml.parse("<query xmlns='jabber:iq:private'>%s</query>".formatted(elements));
    }

    /** As the bus does it: an exception is an answer, too. */
    private IqResponse answer(IqRequest request) {
        BareJid owner = HAMLET.bare();
        IqRequest asked = request.withFrom(HAMLET).withTo(owner);
        try {
            return handler.handle(asked, TestContext.received(owner));
        } catch (StanzaException refusal) {
            return asked.error(refusal.error());
        }
    }

    private void assertRefused(IqRequest request, Condition condition) {
        assertThat(answer(request))
                .isInstanceOfSatisfying(
                        IqError.class,
                        error -> assertThat(error.error().condition()).isEqualTo(condition));
    }
}
