package io.stoa.im.mam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Leg;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Queries (XEP-0313 §4) and metadata (§5). */
final class MamHandlerTest {

    private static final String RSM = "http://jabber.org/protocol/rsm";

    private final ArchiveFixture fixture = new ArchiveFixture(Map.of("page", 4, "largestPage", 6));

    private static Element fin(IqResponse answer) {
        assertThat(answer).isNotInstanceOf(IqError.class);
        return answer.payload("urn:xmpp:mam:2", "fin").orElseThrow();
    }

    private static String said(IqResponse answer, String local) {
        return fin(answer)
                .child(RSM, "set")
                .flatMap(set -> set.child(RSM, local))
                .map(Element::text)
                .orElse("");
    }

    private static boolean complete(IqResponse answer) {
        return fin(answer).attribute("complete").equals("true");
    }

    /**
     * A field or a part of the set may name the nth message as #n; what comes is written down as
     * the digits of the bodies.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // query | set | results | complete
                "''                               | ''                                    | 0123 |"
                        + " false",
                "''                               | <max>2</max>                          | 01   |"
                        + " false",
                "''                               | <max>100</max>                        | 012345"
                        + " | false",
                "''                               | <max>4</max><after>#3</after>         | 4567 |"
                        + " false",
                "''                               | <max>4</max><after>#7</after>         | 89   |"
                        + " true",
                "''                               | <max>3</max><before/>                 | 789  |"
                        + " false",
                "''                               | <max>3</max><before>#2</before>       | 01   |"
                        + " true",
                "''                               | <max>3</max><before>#5</before>       | 234  |"
                        + " false",
                "''                               | <after>#2</after><before>#5</before>  | 34   |"
                        + " true",
                "after-id=#7                      | ''                                    | 89   |"
                        + " true",
                "before-id=#2                     | ''                                    | 01   |"
                        + " true",
                "before-id=#8                     | <max>2</max><before/>                 | 67   |"
                        + " false",
                "after-id=#2 before-id=#5         | ''                                    | 34   |"
                        + " true",
                "after-id=#2 before-id=#8         | <max>2</max><after>#4</after>         | 56   |"
                        + " false",
                "after-id=#5                      | <max>2</max><after>#1</after>         | 67   |"
                        + " false",
                "after-id=#5 before-id=#5         | ''                                    | ''   |"
                        + " true",
                "ids=#3                           | ''                                    | 3    |"
                        + " true",
                "ids=#8,#1,#3,#1                  | ''                                    | 138  |"
                        + " true",
                "ids=#8,#1,#3                     | <max>2</max>                          | 13   |"
                        + " false",
                "ids=#8,#1,#3                     | <max>2</max><before/>                 | 38   |"
                        + " false",
                "ids=#8,#1,#3 after-id=#1         | ''                                    | 38   |"
                        + " true",
                "start=2026-07-17T05:30:07Z       | ''                                    | 789  |"
                        + " true",
                "end=2026-07-17T05:30:02Z         | ''                                    | 012  |"
                        + " true",
                "start=2026-07-17T07:30:03+02:00 end=2026-07-17T05:30:04.9Z | ''          | 34   |"
                        + " true",
                "ids=#8,#1 start=2026-07-17T05:30:07Z | ''                                | 8    |"
                        + " true",
                "ids=#8,#1 with=nurse@stoa.example | ''                                   | ''   |"
                        + " true",
                "with=romeo@montague.example      | <max>1</max>                          | 0    |"
                        + " false",
                "with=romeo@montague.example/tomb | ''                                    | ''   |"
                        + " true",
                "with=nurse@stoa.example          | ''                                    | ''   |"
                        + " true",
                "with=juliet@stoa.example         | ''                                    | ''   |"
                        + " true",
                "include-groupchat=true           | <max>1</max>                          | 0    |"
                        + " false",
                "include-groupchat=false          | <max>1</max>                          | 0    |"
                        + " false"
            })
    void thePageThatWasAskedForIsSentInOrder(
            String fields, String set, String results, boolean complete) {
        List<String> ids = fixture.lines(10);
        String[] parts = fields.split(" ", -1);

        IqResponse answer =
                fixture.queries(
                        Stream.concat(
                                        Stream.of(parts).filter(it -> !it.isEmpty()),
                                        Stream.of(ArchiveFixture.page(set)))
                                .map(it -> named(it, ids))
                                .toArray(String[]::new));

        assertThat(String.join("", fixture.bodies())).isEqualTo(results);
        assertThat(complete(answer)).isEqualTo(complete);
        if (!results.isEmpty()) {
            assertThat(said(answer, "first")).isEqualTo(ids.get(results.charAt(0) - '0'));
            assertThat(said(answer, "last"))
                    .isEqualTo(ids.get(results.charAt(results.length() - 1) - '0'));
        }
    }

    private static String named(String text, List<String> ids) {
        String named = text;
        for (int i = 0; i < ids.size(); i++) {
            named = named.replace("#" + i, ids.get(i));
        }
        return named;
    }

    @Test
    void aResultHasTheIdTheQueryIdAndTheTimeOfReceipt() {
        List<String> ids = fixture.lines(1);

        fixture.asks("set", "<query xmlns='urn:xmpp:mam:2' queryid='f27'/>");

        Stanza result = fixture.session.delivered().getFirst();
        assertThat(result.to()).contains(ArchiveFixture.JULIET);
        assertThat(result.from()).contains(ArchiveFixture.ACCOUNT);
        assertThat(result.payloads())
                .containsExactly(
                        Xml.parse(
                                "<result xmlns='urn:xmpp:mam:2' queryid='f27' id='"
                                        + ids.getFirst()
                                        + "'><forwarded xmlns='urn:xmpp:forward:0'>"
                                        + "<delay xmlns='urn:xmpp:delay'"
                                        + " stamp='2026-07-17T05:30:00Z'/>"
                                        + "<message xmlns='jabber:client'"
                                        + " from='romeo@montague.example/orchard'"
                                        + " to='juliet@stoa.example' type='chat' id='m0'>"
                                        + "<body>0</body></message></forwarded></result>"));
    }

    @Test
    void flippingTurnsTheOrderOfTheSendingOnly() {
        List<String> ids = fixture.lines(10);

        IqResponse answer =
                fixture.queries(
                        ArchiveFixture.page("<max>3</max><after>" + ids.get(1) + "</after>"),
                        "<flip-page/>");

        assertThat(fixture.bodies()).containsExactly("4", "3", "2");
        assertThat(said(answer, "first")).isEqualTo(ids.get(2));
        assertThat(said(answer, "last")).isEqualTo(ids.get(4));
    }

    @Test
    void theIndexAndTheCountAreToldWhereTheyCostNothing() {
        fixture.lines(3);

        Element whole = fin(fixture.queries()).child(RSM, "set").orElseThrow();
        Element part = fin(fixture.queries(ArchiveFixture.page("<max>2</max>")));
        Element last = fin(fixture.queries(ArchiveFixture.page("<max>2</max><before/>")));
        Element none = fin(fixture.queries("with=nurse@stoa.example"));

        assertThat(whole.child(RSM, "count").map(Element::text)).contains("3");
        assertThat(whole.child(RSM, "first").orElseThrow().attribute("index")).isEqualTo("0");
        assertThat(part.toXml()).contains("index=").doesNotContain("count");
        assertThat(last.toXml()).doesNotContain("index=").doesNotContain("count");
        assertThat(none)
                .isEqualTo(
                        Xml.parse(
                                "<fin xmlns='urn:xmpp:mam:2' complete='true'><set"
                                        + " xmlns='http://jabber.org/protocol/rsm'><count>0</count>"
                                        + "</set></fin>"));
    }

    @Test
    void aCountIsToldUpToALimit() {
        ArchiveFixture counting = new ArchiveFixture(Map.of("counted", 5));
        counting.lines(5);
        assertThat(said(counting.queries(ArchiveFixture.page("<max>0</max>")), "count"))
                .isEqualTo("5");
        counting.lines(1);
        assertThat(said(counting.queries(ArchiveFixture.page("<max>0</max>")), "count")).isEmpty();
        assertThat(counting.bodies()).isEmpty();
    }

    @Test
    void aPageOfLongMessagesEndsEarly() {
        ArchiveFixture narrow = new ArchiveFixture(Map.of("pageBytes", 280));
        List<String> ids = narrow.lines(10);

        IqResponse first = narrow.queries();
        IqResponse last = narrow.queries(ArchiveFixture.page("<before/>"));

        assertThat(narrow.bodies()).containsExactly("0", "1", "8", "9");
        assertThat(complete(first)).isFalse();
        assertThat(complete(last)).isFalse();
        assertThat(said(first, "last")).isEqualTo(ids.get(1));
        assertThat(said(last, "first")).isEqualTo(ids.get(8));
        ArchiveFixture tiny = new ArchiveFixture(Map.of("pageBytes", 1));
        tiny.lines(2);
        tiny.queries();
        assertThat(tiny.bodies()).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "after-id,ITEM_NOT_FOUND",
        "before-id,ITEM_NOT_FOUND",
        "ids,ITEM_NOT_FOUND",
        "with,JID_MALFORMED",
        "start,BAD_REQUEST",
        "end,BAD_REQUEST",
        "{urn:example}text,FEATURE_NOT_IMPLEMENTED"
    })
    void aFieldThatCannotBeMetIsAnError(String field, Condition condition) {
        fixture.lines(2);
        assertRefused(condition, field + "=@");
        assertThat(fixture.bodies()).isEmpty();
    }

    @Test
    void aPageThatCannotBeFoundIsAnError() {
        String gone = fixture.lines(2).getFirst();
        fixture.store.archive().clear(ArchiveFixture.ACCOUNT);

        assertRefused(Condition.ITEM_NOT_FOUND, ArchiveFixture.page("<after>" + gone + "</after>"));
        assertRefused(
                Condition.ITEM_NOT_FOUND, ArchiveFixture.page("<before>" + gone + "</before>"));
        assertRefused(Condition.ITEM_NOT_FOUND, ArchiveFixture.page("<before>x</before>"));
        assertRefused(Condition.FEATURE_NOT_IMPLEMENTED, ArchiveFixture.page("<index>1</index>"));
        assertRefused(Condition.POLICY_VIOLATION, "ids=a,b,c,d,e,f,g");
    }

    private void assertRefused(Condition condition, String... query) {
        assertThatThrownBy(() -> fixture.queries(query))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(condition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set | <query xmlns='urn:xmpp:mam:2' node='n'/>",
                "set | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='form'><field"
                        + " var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field></x></query>",
                "set | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'/>"
                        + "</query>",
                "set | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
                        + "<max>x</max></set></query>"
            })
    void aQueryThatMakesNoSenseIsRefused(String type, String payload) {
        assertThatThrownBy(() -> fixture.asks(type, payload)).isInstanceOf(StanzaException.class);
    }

    @Test
    void otherRequestsInTheNamespaceAreRefused() {
        assertThat(fixture.asks("get", "<fin xmlns='urn:xmpp:mam:2'/>"))
                .isInstanceOf(IqError.class);
        assertThat(fixture.asks("set", "<metadata xmlns='urn:xmpp:mam:2'/>"))
                .isInstanceOf(IqError.class);
    }

    @Test
    void aQueryNeedsASessionToWhichTheResultsGo() {
        IqRequest query =
                (IqRequest)
                        Stanza.from(
                                        Xml.parse(
                                                "<iq id='q' type='set'>"
                                                        + "<query xmlns='urn:xmpp:mam:2'/></iq>",
                                                Stanza.CLIENT))
                                .withFrom(ArchiveFixture.ACCOUNT);

        IqResponse answer =
                fixture.handler.handle(
                        query,
                        new TestContext(Leg.RECEIVED, ArchiveFixture.ACCOUNT, Optional.empty()));

        assertThat(((IqError) answer).error().condition()).isEqualTo(Condition.NOT_ALLOWED);
    }

    @Test
    void theFormTellsAllFieldsAndThatTheListOfIdsIsOpen() {
        Element form =
                fixture.asks("get", "<query xmlns='urn:xmpp:mam:2'/>")
                        .payload("urn:xmpp:mam:2", "query")
                        .flatMap(query -> query.child("jabber:x:data", "x"))
                        .orElseThrow();

        assertThat(form.elements().map(it -> it.attribute("var") + " " + it.attribute("type")))
                .containsExactly(
                        "FORM_TYPE hidden",
                        "with jid-single",
                        "start text-single",
                        "end text-single",
                        "before-id text-single",
                        "after-id text-single",
                        "ids list-multi",
                        "include-groupchat boolean");
        assertThat(form.toXml())
                .contains("<open/>")
                .doesNotContain("required")
                .contains("datatype='xs:string'");
    }

    @Test
    void theMetadataTellTheEnds() {
        String asked = "<metadata xmlns='urn:xmpp:mam:2'/>";
        assertThat(fixture.asks("get", asked).payloads()).containsExactly(Xml.parse(asked));
        List<String> ids = fixture.lines(3);

        assertThat(fixture.asks("get", asked).payloads())
                .containsExactly(
                        Xml.parse(
                                ("<metadata xmlns='urn:xmpp:mam:2'>"
                                                + "<start id='%s'"
                                                + " timestamp='2026-07-17T05:30:00Z'/>"
                                                + "<end id='%s' timestamp='2026-07-17T05:30:02Z'/>"
                                                + "</metadata>")
                                        .formatted(ids.getFirst(), ids.getLast())));
    }

    @Test
    void messagesToOneselfAreFoundByOnesOwnAddress() {
        fixture.lines(2);
        fixture.sends("<message to='juliet@stoa.example/chamber'><body>note</body></message>");
        fixture.sends("<message to='romeo@montague.example'><body>his</body></message>");

        fixture.queries("with=juliet@stoa.example");

        assertThat(fixture.bodies()).containsExactly("note");
    }
}
