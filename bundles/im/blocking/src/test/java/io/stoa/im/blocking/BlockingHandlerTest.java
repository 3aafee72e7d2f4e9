package io.stoa.im.blocking;

import static io.stoa.im.blocking.Verona.JULIET;
import static io.stoa.im.blocking.Verona.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** XEP-0191 §3.2–3.5. */
final class BlockingHandlerTest {

    private final Verona verona = new Verona();

    private static Condition refusal(IqResponse response) {
        return response instanceof IqError error
                ? error.error().condition()
                : Condition.UNDEFINED_CONDITION;
    }

    private static List<Element> pushes(TestSession session) {
        return session.delivered().stream().map(it -> it.payloads().getFirst()).toList();
    }

    @Test
    void anEmptyListIsAnEmptyElement() {
        assertThat(verona.get().payloads())
                .containsExactly(Element.of(Items.NAMESPACE, "blocklist"));
    }

    @Test
    void whatIsBlockedIsListedInTheOrderOfBlocking() {
        assertThat(verona.block("romeo@montague.example")).isInstanceOf(IqResult.class);
        verona.block("montague.example", "iago@venice.example/x", "romeo@montague.example");

        assertThat(verona.listed())
                .containsExactly(
                        "romeo@montague.example", "montague.example", "iago@venice.example/x");
    }

    @Test
    void addressesArePreparedBeforeTheyAreCompared() {
        verona.block("ROMEO@Montague.Example");
        verona.unblock("romeo@montague.example");

        assertThat(verona.listed()).isEmpty();
    }

    @Test
    void whoHasAskedForTheListIsToldOfChanges() {
        verona.get();
        verona.block("romeo@montague.example");
        verona.unblock("romeo@montague.example");
        verona.unblock();

        assertThat(pushes(verona.balcony))
                .containsExactly(
                        Element.of(Items.NAMESPACE, "block", Verona.item("romeo@montague.example")),
                        Element.of(
                                Items.NAMESPACE, "unblock", Verona.item("romeo@montague.example")),
                        Element.of(Items.NAMESPACE, "unblock"));
        assertThat(verona.balcony.delivered())
                .allSatisfy(
                        it -> {
                            assertThat(it.to()).contains(verona.balcony.address());
                            assertThat(it.from()).isEmpty();
                        });
        assertThat(verona.balcony.delivered()).extracting(it -> it.id()).doesNotHaveDuplicates();
        assertThat(verona.chamber.delivered()).isEmpty();
    }

    @Test
    void aPushDoesNotTellTheReport() {
        verona.get();
        Element report =
                Element.of(ReportDesk.REPORTING, "report")
                        .with("reason", "urn:xmpp:reporting:spam");
        verona.ask(
                verona.balcony,
                IqSet.of(
                        "s1",
                        Element.of(
                                Items.NAMESPACE,
                                "block",
                                Verona.item("romeo@montague.example").with(report))));

        assertThat(pushes(verona.balcony).getFirst().elements().findFirst().orElseThrow())
                .isEqualTo(Verona.item("romeo@montague.example"));
    }

    @Test
    void whatIsNoCommandIsABadRequest() {
        Element item = Verona.item("romeo@montague.example");
        List<IqResponse> answers =
                List.of(
                        verona.block(),
                        verona.block(""),
                        verona.ask(
                                verona.balcony,
                                IqSet.of("1", Element.of(Items.NAMESPACE, "blocklist"))),
                        verona.ask(
                                verona.balcony,
                                IqGet.of("2", Element.of(Items.NAMESPACE, "block", item))),
                        verona.ask(
                                verona.balcony,
                                IqSet.of(
                                        "3",
                                        Element.of(
                                                Items.NAMESPACE,
                                                "unblock",
                                                Element.of("urn:other", "item")))));

        assertThat(answers)
                .allSatisfy(it -> assertThat(refusal(it)).isEqualTo(Condition.BAD_REQUEST));
        assertThat(refusal(verona.block("@x"))).isEqualTo(Condition.JID_MALFORMED);
        assertThat(verona.listed()).isEmpty();
    }

    @Test
    void oneAddressTooManyChangesNothing() {
        Verona small = new Verona(new MemoryStorage(), Map.of("items", 2));
        small.block("a@montague.example");

        assertThat(refusal(small.block("b@montague.example", "c@montague.example")))
                .isEqualTo(Condition.RESOURCE_CONSTRAINT);
        assertThat(small.listed()).containsExactly("a@montague.example");
        assertThat(small.block("a@montague.example", "b@montague.example"))
                .isInstanceOf(IqResult.class);
    }

    @Test
    void aBlockedContactSeesTheAccountGoOnce() {
        verona.roster.add("romeo@montague.example", Subscription.BOTH);
        verona.block("romeo@montague.example");
        assertThat(verona.sent())
                .containsExactly(
                        "unavailable juliet@capulet.example/balcony romeo@montague.example",
                        "unavailable juliet@capulet.example/chamber romeo@montague.example");

        verona.block("romeo@montague.example");
        assertThat(verona.sent()).isEmpty();
    }

    @Test
    void whoIsNotShownPresenceIsToldNothing() {
        verona.roster.add("romeo@montague.example", Subscription.TO);
        verona.block("romeo@montague.example", "stranger@montague.example");

        assertThat(verona.sent()).isEmpty();
    }

    @Test
    void aDomainMeansAllContactsInIt() {
        verona.roster.add("mercutio@montague.example", Subscription.FROM);
        verona.roster.add("nurse@capulet.example", Subscription.FROM);
        verona.roster.add("romeo@montague.example", Subscription.FROM);
        verona.chamber.unavailable();
        verona.block("montague.example");

        assertThat(verona.sent())
                .containsExactly(
                        "unavailable juliet@capulet.example/balcony mercutio@montague.example",
                        "unavailable juliet@capulet.example/balcony romeo@montague.example");
    }

    @Test
    void anUnblockedContactSeesTheAccountComeAndIsAskedForItsPresence() {
        verona.roster.add("romeo@montague.example", Subscription.BOTH);
        verona.chamber.unavailable();
        verona.block("romeo@montague.example/garden");
        verona.unblock();

        assertThat(verona.sent())
                .containsExactly(
                        "available juliet@capulet.example/balcony romeo@montague.example/garden",
                        "probe juliet@capulet.example romeo@montague.example");
    }

    @Test
    void whoIsStillBlockedByAnotherItemIsToldNothing() {
        verona.roster.add("romeo@montague.example", Subscription.BOTH);
        verona.block("romeo@montague.example", "montague.example");
        verona.unblock("romeo@montague.example");

        assertThat(verona.sent()).isEmpty();
        assertThat(verona.book.blocks(JULIET, ROMEO)).isTrue();
    }

    @Test
    void anOfflineAccountAndOneWithoutRostersBlockAllTheSame() {
        verona.roster.add("romeo@montague.example", Subscription.BOTH);
        verona.contacts.rosters = null;
        verona.block("romeo@montague.example");
        verona.unblock("romeo@montague.example");

        assertThat(verona.sent()).isEmpty();
    }

    /** It would be delivered at the next log-in (RFC 6121 §3.1.3), from somebody who is blocked. */
    @Test
    void aRequestThatWaitsIsForgotten() {
        verona.roster.items.put(
                ROMEO,
                RosterItem.blank(ROMEO)
                        .pendingIn(Optional.of(Presence.of(PresenceType.SUBSCRIBE))));
        verona.block("montague.example");

        assertThat(verona.roster.item(JULIET, ROMEO).orElseThrow().pendingIn()).isEmpty();
    }
}
