package io.stoa.service.mucsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.ResultSet;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** XEP-0433 §4.2: rooms are found, those that may be. */
class SearchTest {

    private static final String NS = "urn:xmpp:channel-search:0:search";
    private static final String ERRORS = "urn:xmpp:channel-search:0:error";
    private static final String BY_ADDRESS = "{urn:xmpp:channel-search:0:order}address";

    private Stoa stoa = stoa(Map.of("page", 2));
    private TestClient juliet = stoa.connect("juliet@stoa.example/balcony");

    private static Stoa stoa(Map<String, Object> configuration) {
        return Stoa.inMemory().with("service/muc").with("service/mucsearch", configuration);
    }

    private void configured(Map<String, Object> configuration) {
        stoa.close();
        stoa = stoa(configuration);
        juliet = stoa.connect("juliet@stoa.example/balcony");
    }

    @AfterEach
    void close() {
        stoa.close();
    }

    private static List<Element> take(TestClient client) {
        List<Element> taken = new ArrayList<>();
        for (Optional<Element> next = client.take(); next.isPresent(); next = client.take()) {
            taken.add(next.get());
        }
        return taken;
    }

    private static void enter(TestClient client, String room) {
        client.send(
                ("<presence to='%s@conference.stoa.example/%s'>"
                                + "<x xmlns='http://jabber.org/protocol/muc'/></presence>")
                        .formatted(room, client.address().local()));
    }

    /** A room with a field of its configuration and its value, by turns. */
    private void room(String name, String... configuration) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < configuration.length; i += 2) {
            fields.append(field("muc#roomconfig_" + configuration[i], configuration[i + 1]));
        }
        enter(juliet, name);
        juliet.send(
                ("<iq to='%s@conference.stoa.example' id='o' type='set'>"
                                + "<query xmlns='http://jabber.org/protocol/muc#owner'>"
                                + "<x xmlns='jabber:x:data' type='submit'>%s%s</x></query></iq>")
                        .formatted(
                                name,
                                field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig"),
                                fields));
        assertThat(take(juliet)).anyMatch(it -> it.attribute("type").equals("result"));
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private Element ask(String set, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(field(fields[i], fields[i + 1]));
        }
        juliet.send(
                ("<iq to='conference.stoa.example' id='s' type='get'><search xmlns='%s'>"
                                + "<x xmlns='jabber:x:data' type='submit'>%s%s</x>%s</search></iq>")
                        .formatted(
                                NS,
                                field("FORM_TYPE", "urn:xmpp:channel-search:0:search-params"),
                                form,
                                set));
        return take(juliet).getLast();
    }

    private static Element result(Element answer) {
        return answer.child(NS, "result").orElseThrow();
    }

    private static List<String> rooms(Element answer) {
        return result(answer)
                .elements(NS, "item")
                .map(it -> it.attribute("address"))
                .map(it -> it.substring(0, it.indexOf('@')))
                .toList();
    }

    private static String condition(Element answer) {
        return answer.child(Stanza.CLIENT, "error")
                .orElseThrow()
                .elements()
                .filter(it -> it.namespace().equals(ERRORS))
                .map(Element::local)
                .findFirst()
                .orElseThrow();
    }

    private static String set(String position, Element page) {
        String bound = position.equals("after") ? "last" : "first";
        String place =
                result(page)
                        .child(ResultSet.NAMESPACE, "set")
                        .flatMap(it -> it.child(ResultSet.NAMESPACE, bound))
                        .map(Element::text)
                        .orElseThrow();
        return "<set xmlns='%s'><max>2</max><%s>%s</%s></set>"
                .formatted(ResultSet.NAMESPACE, position, place, position);
    }

    @Test
    void everyWordIsFoundSomewhereWhateverItsCapitals() {
        room("poems", "roomname", "Sonnets", "roomdesc", "Poetry of all TIMES");
        room("prose", "roomname", "Novels");

        assertThat(rooms(ask("", "q", "poetry SONNETS"))).containsExactly("poems");
        assertThat(rooms(ask("", "q", "prose"))).containsExactly("prose");
        assertThat(rooms(ask("", "q", "prose", "sinaddress", "0"))).isEmpty();
        assertThat(rooms(ask("", "q", "poetry", "sindescription", "0"))).isEmpty();
        assertThat(rooms(ask("", "q", "sonnets", "sinname", "0"))).isEmpty();
        assertThat(rooms(ask("", "q", "sonnets novels"))).isEmpty();
    }

    /** §5.1: a kind of room that was not asked for must not be found. */
    @Test
    void otherKindsOfRoomsAreNotHere() {
        room("poems");
        assertThat(rooms(ask("", "q", "poems", "types", "xep-0369"))).isEmpty();
        assertThat(rooms(ask("", "all", "1", "types", "xep-0045"))).containsExactly("poems");
    }

    @Test
    void aHiddenRoomIsFoundByNobody() {
        room("cell", "publicroom", "0");
        room("square");
        assertThat(rooms(ask("", "all", "1"))).containsExactly("square");
        room("square", "publicroom", "0");
        assertThat(rooms(ask("", "all", "1"))).isEmpty();
        assertThat(rooms(ask("", "q", "cell"))).isEmpty();
    }

    @Test
    void aRoomThatIsNotOpenYetIsNotFound() {
        enter(juliet, "locked");
        take(juliet);
        assertThat(rooms(ask("", "all", "1"))).isEmpty();
    }

    @Test
    void whatEverybodyMayKnowIsTold() {
        room("poems", "roomname", "Sonnets", "roomdesc", "Of old", "lang", "en", "whois", "anyone");
        room("guild", "membersonly", "1");
        List<Element> items =
                result(ask("", "all", "1", "key", BY_ADDRESS)).elements(NS, "item").toList();
        assertThat(items.getLast().elements().map(it -> it.local() + "=" + it.text()))
                .containsExactly(
                        "name=Sonnets",
                        "description=Of old",
                        "language=en",
                        "nusers=1",
                        "service-type=xep-0045",
                        "is-open=true",
                        "anonymity-mode={urn:xmpp:channel-search:0:anonymity}none");
        assertThat(items.getFirst().elements().map(it -> it.local() + "=" + it.text()))
                .containsExactly(
                        "name=guild",
                        "nusers=1",
                        "service-type=xep-0045",
                        "anonymity-mode=muc_semianonymous");
    }

    @Test
    void whereMostAreComesFirst() {
        room("a");
        room("b");
        enter(stoa.connect("romeo@stoa.example/orchard"), "b");
        assertThat(rooms(ask("", "all", "1"))).containsExactly("b", "a");
        assertThat(rooms(ask("", "all", "1", "key", BY_ADDRESS))).containsExactly("a", "b");
    }

    @Test
    void pagesFollowEachOtherThereAndBack() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            room(name);
        }
        for (String key : List.of(BY_ADDRESS, "{urn:xmpp:channel-search:0:order}nusers")) {
            Element first = ask("", "all", "1", "key", key);
            assertThat(rooms(first)).containsExactly("a", "b");
            Element second = ask(set("after", first), "all", "1", "key", key);
            assertThat(rooms(second)).containsExactly("c", "d");
            Element third = ask(set("after", second), "all", "1", "key", key);
            assertThat(rooms(third)).containsExactly("e");
            assertThat(rooms(ask(set("before", third), "all", "1", "key", key)))
                    .containsExactly("c", "d");
        }
    }

    /** §5.1.2: by address nothing is left out and nothing comes twice, whatever goes meanwhile. */
    @Test
    void aPageGoesOnWhereARoomHasGone() {
        for (String name : List.of("a", "b", "c")) {
            room(name);
        }
        Element first = ask("", "all", "1", "key", BY_ADDRESS);
        juliet.send(
                "<iq to='b@conference.stoa.example' id='d' type='set'>"
                        + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query>"
                        + "</iq>");
        take(juliet);
        assertThat(rooms(ask(set("after", first), "all", "1", "key", BY_ADDRESS)))
                .containsExactly("c");
    }

    @Test
    void aPlaceThatIsNoneIsNotFound() {
        String set =
                "<set xmlns='http://jabber.org/protocol/rsm'><after>nowhere at all</after></set>";
        assertThat(ask(set, "all", "1").toString()).contains("item-not-found");
    }

    @Test
    void whatCannotBeSearchedForIsToldWhy() {
        assertThat(condition(ask("", "key", "{urn:x}y", "q", "a"))).isEqualTo("invalid-sort-key");
        assertThat(condition(ask("", "q", "  "))).isEqualTo("invalid-search-terms");
        assertThat(condition(ask("", "q", "x".repeat(201)))).isEqualTo("invalid-search-terms");
        assertThat(condition(ask("", "q", "a", "all", "1"))).isEqualTo("conflicting-fields");
        assertThat(
                        condition(
                                ask(
                                        "",
                                        "q",
                                        "a",
                                        "sinname",
                                        "0",
                                        "sindescription",
                                        "0",
                                        "sinaddress",
                                        "0")))
                .isEqualTo("conflicting-fields");
        assertThat(condition(ask("", "all", "0"))).isEqualTo("no-search-conditions");
    }

    @Test
    void allRoomsAtOnceMayBeRefused() {
        configured(Map.of("all", false));
        assertThat(condition(ask("", "all", "1"))).isEqualTo("full-set-retrieval-rejected");
        assertThat(rooms(ask("", "q", "a"))).isEmpty();
    }

    @Test
    void whoSearchesTooOftenWaits() {
        configured(Map.of("perMinute", 2));
        ask("", "q", "a");
        ask("", "q", "a");
        Element answer = ask("", "q", "a");
        assertThat(condition(answer)).isEqualTo("rate-limit");
        assertThat(answer.toString()).contains("retry-after=");
    }

    /** The list outlives the process: nothing is read again for it but the list. */
    @Test
    void aRoomThatSleepsIsFoundByItsDescription() {
        room("poems", "persistentroom", "1", "roomdesc", "Sonnets");
        juliet.send("<presence to='poems@conference.stoa.example/juliet' type='unavailable'/>");
        stoa.without("service/mucsearch").without("service/muc");
        stoa.with("service/muc").with("service/mucsearch");
        take(juliet);

        Element answer = ask("", "q", "sonnets");

        assertThat(rooms(answer)).containsExactly("poems");
        assertThat(answer.toString()).contains("<nusers>0</nusers>");
    }
}
