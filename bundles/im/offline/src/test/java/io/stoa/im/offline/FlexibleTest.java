package io.stoa.im.offline;

import static io.stoa.im.offline.Capulet.JULIET;
import static io.stoa.im.offline.Capulet.bodies;
import static io.stoa.im.offline.Capulet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaException;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** XEP-0013. */
final class FlexibleTest {

    private final Capulet capulet = new Capulet();
    private final TestSession balcony = capulet.connect("balcony");
    private final FlexibleHandler handler = new FlexibleHandler(capulet.queue);
    private final FlexibleDisco disco = new FlexibleDisco(capulet.queue, capulet.sessions);

    @BeforeEach
    void threeMessagesWait() {
        for (String body : List.of("one", "two", "three")) {
            capulet.keeper.keep(message(body), JULIET);
        }
    }

    private static Query query(String node, String asker) {
        return new Query(Target.ACCOUNT, JULIET, node, FullJid.parse(asker));
    }

    private static Query own() {
        return query(FlexibleHandler.NAMESPACE, "juliet@capulet.example/balcony");
    }

    private List<String> nodes() {
        return disco.items(own()).stream().map(it -> it.attribute("node")).toList();
    }

    private static Element offline(String local) {
        return Element.of(
                FlexibleHandler.NAMESPACE, "offline", Element.of(FlexibleHandler.NAMESPACE, local));
    }

    private static Element items(String action, String... nodes) {
        Element offline = Element.of(FlexibleHandler.NAMESPACE, "offline");
        for (String node : nodes) {
            offline =
                    offline.with(
                            Element.of(FlexibleHandler.NAMESPACE, "item")
                                    .with("action", action)
                                    .with("node", node));
        }
        return offline;
    }

    private void ask(IqRequest request) {
        assertThat(
                        handler.handle(
                                request.withFrom(balcony.address()).withTo(JULIET),
                                TestContext.received(JULIET, balcony)))
                .isInstanceOf(IqResult.class);
    }

    private void assertRefused(IqRequest request, Condition condition) {
        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it -> assertThat(it.error().condition()).isEqualTo(condition));
    }

    @Test
    void theNumberAndTheHeadersAreTold() {
        List<Element> info = disco.info(own());
        DataForm form = DataForm.read(info.getLast());
        assertThat(form.formType()).isEqualTo(FlexibleHandler.NAMESPACE);
        assertThat(form.value("number_of_messages")).isEqualTo("3");
        assertThat(info.getFirst().attribute("type")).isEqualTo("message-list");

        assertThat(nodes()).hasSize(3).isSorted().doesNotHaveDuplicates();
        assertThat(disco.items(own()).getFirst().attribute("name"))
                .isEqualTo("romeo@montague.example/orchard");
    }

    @Test
    void otherNodesAndOtherPeopleAreToldNothing() {
        for (Query other :
                List.of(
                        query("", "juliet@capulet.example/balcony"),
                        query(FlexibleHandler.NAMESPACE, "romeo@montague.example/orchard"),
                        new Query(
                                Target.SERVER,
                                BareJid.parse("capulet.example"),
                                FlexibleHandler.NAMESPACE,
                                balcony.address()))) {
            assertThat(disco.info(other)).isEmpty();
            assertThat(disco.items(other)).isEmpty();
        }
        assertThat(Marks.has(balcony, Marks.FLEXIBLE)).isFalse();
    }

    @Test
    void whoHasAskedGetsNoFloodNorDoesAnotherResource() {
        disco.info(own());
        TestSession chamber = capulet.connect("chamber");
        capulet.available(balcony, 0);
        capulet.available(chamber, 0);
        assertThat(balcony.delivered()).isEmpty();
        assertThat(chamber.delivered()).isEmpty();

        capulet.sessions.remove(balcony);
        TestSession hall = capulet.connect("hall");
        capulet.available(hall, 0);
        assertThat(bodies(hall)).containsExactly("one", "two", "three");
    }

    @Test
    void messagesAreSeenAndStay() {
        ask(IqGet.of("v", items("view", nodes().get(2), nodes().get(0))));
        assertThat(bodies(balcony)).containsExactly("three", "one");
        ask(IqGet.of("f", offline("fetch")));

        assertThat(bodies(balcony)).endsWith("one", "two", "three");
        assertThat(capulet.queue.count(JULIET)).isEqualTo(3);
        assertThat(balcony.delivered().getLast().payloads().getLast())
                .isEqualTo(
                        Element.of(
                                FlexibleHandler.NAMESPACE,
                                "offline",
                                Element.of(FlexibleHandler.NAMESPACE, "item")
                                        .with("node", nodes().getLast())));
    }

    @Test
    void fetchingMeansNoFloodEither() {
        ask(IqGet.of("f", offline("fetch")));
        capulet.available(balcony, 0);

        assertThat(bodies(balcony)).hasSize(3);
    }

    @Test
    void messagesAreRemovedByNameOrAllTogether() {
        ask(IqSet.of("r", items("remove", nodes().get(1))));
        assertThat(capulet.queue.count(JULIET)).isEqualTo(2);
        ask(IqSet.of("p", offline("purge")));

        assertThat(capulet.queue.count(JULIET)).isZero();
        assertThat(capulet.again().queue.count(JULIET)).isZero();
    }

    @Test
    void whatIsNotThereOrNotRightRemovesNothing() {
        String there = nodes().getFirst();
        assertRefused(IqSet.of("1", items("remove", there, "nonsense")), Condition.ITEM_NOT_FOUND);
        assertRefused(IqSet.of("2", items("view", there)), Condition.BAD_REQUEST);
        assertRefused(IqGet.of("3", items("remove", there)), Condition.BAD_REQUEST);
        assertRefused(IqSet.of("4", items("remove")), Condition.BAD_REQUEST);

        assertThat(capulet.queue.count(JULIET)).isEqualTo(3);
        assertThat(balcony.delivered()).isEmpty();
    }
}
