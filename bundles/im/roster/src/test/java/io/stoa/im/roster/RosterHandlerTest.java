package io.stoa.im.roster;

import static io.stoa.im.roster.RosterFixture.JULIET;
import static io.stoa.im.roster.RosterFixture.NURSE;
import static io.stoa.im.roster.RosterFixture.ROMEO;
import static io.stoa.im.roster.RosterFixture.item;
import static io.stoa.im.roster.RosterFixture.items;
import static io.stoa.im.roster.RosterFixture.pushes;
import static io.stoa.im.roster.RosterFixture.remove;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 6121 §2. */
final class RosterHandlerTest {

    private final RosterFixture fixture = new RosterFixture();
    private final TestSession balcony = fixture.balcony;
    private final TestSession chamber = fixture.chamber;

    private static StanzaError error(IqResponse response) {
        return ((IqError) response).error();
    }

    @Test
    void anEmptyRosterIsAQueryWithoutItems() {
        IqResponse result = fixture.get(balcony, "");

        assertThat(result).isInstanceOf(IqResult.class);
        assertThat(result.payloads().getFirst().is("jabber:iq:roster", "query")).isTrue();
        assertThat(items(result)).isEmpty();
    }

    @Test
    void theItemsComeInTheOrderOfTheContacts() {
        fixture.set(balcony, item("romeo@example.net", "Romeo", "Friends"));
        fixture.set(balcony, item("nurse@example.com", ""));

        List<Element> listed = items(fixture.get(balcony, ""));

        assertThat(listed)
                .extracting(it -> it.attribute("jid"))
                .containsExactly("nurse@example.com", "romeo@example.net");
        assertThat(listed.getLast().attribute("name")).isEqualTo("Romeo");
        assertThat(listed.getLast().attribute("subscription")).isEqualTo("none");
        assertThat(listed.getLast().elements().toList())
                .extracting(Element::text)
                .containsExactly("Friends");
        assertThat(listed.getFirst().hasAttribute("name")).isFalse();
    }

    @Test
    void theServersOwnNotesAreNotShown() {
        fixture.put(
                RosterItem.blank(ROMEO)
                        .pendingIn(
                                Optional.of(
                                        RosterFixture.presence(PresenceType.SUBSCRIBE, ROMEO))));

        assertThat(items(fixture.get(balcony, ""))).isEmpty();
    }

    @Test
    void askAndApprovedAreShown() {
        fixture.put(RosterItem.blank(ROMEO).listed(true).pendingOut(true).approved(true));

        Element shown = items(fixture.get(balcony, "")).getFirst();

        assertThat(shown.attribute("ask")).isEqualTo("subscribe");
        assertThat(shown.attribute("approved")).isEqualTo("true");
    }

    @Test
    void pushesGoToInterestedResourcesOnlyWhoeverMadeTheChange() {
        fixture.get(balcony, "");
        fixture.set(chamber, item("nurse@example.com", "Nurse", "Servants"));
        assertThat(chamber.delivered()).isEmpty();

        fixture.get(chamber, "");
        IqResponse result = fixture.set(chamber, item("nurse@example.com", "Angelica"));

        assertThat(result.payloads()).isEmpty();
        assertThat(pushes(balcony)).hasSize(2);
        assertThat(pushes(chamber)).hasSize(1);
        Element pushed = pushes(chamber).getFirst();
        assertThat(pushed.elements().toList())
                .containsExactly(
                        item("nurse@example.com", "Angelica").with("subscription", "none"));
        Stanza push = chamber.delivered().getFirst();
        assertThat(push.to()).contains(chamber.address());
        assertThat(push.from()).isEmpty();
        assertThat(push.id()).isNotEmpty();
    }

    @Test
    void everyPushHasAVersionOfItsOwnAndThatOfTheRoster() {
        fixture.get(balcony, "");
        fixture.set(balcony, item("nurse@example.com", "Nurse"));
        fixture.set(balcony, item("romeo@example.net", "Romeo"));
        fixture.set(balcony, remove("nurse@example.com"));

        List<String> versions = pushes(balcony).stream().map(it -> it.attribute("ver")).toList();

        assertThat(versions).hasSize(3).doesNotHaveDuplicates();
        assertThat(balcony.delivered()).extracting(Stanza::id).doesNotHaveDuplicates();
        assertThat(fixture.get(balcony, "").payloads().getFirst().attribute("ver"))
                .isEqualTo(versions.getLast());
    }

    @Test
    void whoHasThePresentVersionGetsAnEmptyResult() {
        fixture.set(balcony, item("nurse@example.com", "Nurse"));
        String version = fixture.get(balcony, "").payloads().getFirst().attribute("ver");

        assertThat(fixture.get(chamber, version).payloads()).isEmpty();
        fixture.set(balcony, item("nurse@example.com", "Angelica"));
        assertThat(pushes(chamber)).hasSize(1);

        assertThat(items(fixture.get(chamber, version))).hasSize(1);
    }

    @Test
    void theVersionSurvivesARestart() {
        fixture.set(balcony, item("nurse@example.com", "Nurse"));
        String version = fixture.get(balcony, "").payloads().getFirst().attribute("ver");
        RosterBook later =
                new RosterBook(
                        fixture.storage,
                        fixture.sessions,
                        io.stoa.testkit.Configs.defaults(RosterHandler.Config.class));

        assertThat(later.roster(JULIET).version()).isEqualTo(version);
        assertThat(later.items(JULIET)).isEqualTo(fixture.book.items(JULIET));
    }

    @Test
    void anItemIsReplacedAsAWhole() {
        fixture.set(balcony, item("romeo@example.net", "Romeo", "Friends", "Lovers"));
        fixture.set(balcony, item("romeo@example.net", ""));

        RosterItem item = fixture.book.item(JULIET, ROMEO).orElseThrow();
        assertThat(item.name()).isEmpty();
        assertThat(item.groups()).isEmpty();
    }

    @Test
    void theSubscriptionIsNotTheClientsToSet() {
        fixture.put(RosterItem.blank(ROMEO).listed(true).with(Subscription.TO));

        fixture.set(
                balcony,
                item("romeo@example.net", "Romeo")
                        .with("subscription", "both")
                        .with("ask", "subscribe")
                        .with("approved", "true"));

        RosterItem item = fixture.book.item(JULIET, ROMEO).orElseThrow();
        assertThat(item.name()).isEqualTo("Romeo");
        assertThat(item.subscription()).isEqualTo(Subscription.TO);
        assertThat(item.pendingOut()).isFalse();
        assertThat(item.approved()).isFalse();
    }

    /** §2.3.3: each line is a case, its error and the items of the roster set. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "roster-set-errors.csv", numLinesToSkip = 1)
    void aBadRosterSetIsRefused(String because, String condition, String items) {
        RosterFixture small =
                new RosterFixture(Map.of("nameLength", 10, "groupLength", 10, "groups", 2));

        IqResponse response = small.set(small.balcony, ItemLines.read(items));

        assertThat(error(response).condition().element()).as(because).isEqualTo(condition);
        assertThat(small.book.items(JULIET)).isEmpty();
    }

    @Test
    void aFullRosterTakesNoMore() {
        RosterFixture small = new RosterFixture(Map.of("items", 1));
        small.set(small.balcony, item("nurse@example.com", "Nurse"));

        IqResponse response = small.set(small.balcony, item("romeo@example.net", "Romeo"));

        assertThat(error(response).condition()).isEqualTo(Condition.RESOURCE_CONSTRAINT);
        assertThat(small.set(small.balcony, item("nurse@example.com", "Angelica")))
                .isInstanceOf(IqResult.class);
    }

    @Test
    void aRosterGetHasNoItems() {
        IqResponse response =
                fixture.ask(
                        balcony,
                        IqGet.of(
                                "g1",
                                Element.of(
                                        "jabber:iq:roster", "query", item("a@example.com", ""))));

        assertThat(error(response).condition()).isEqualTo(Condition.BAD_REQUEST);
    }

    @Test
    void anythingButAQueryIsRefused() {
        IqResponse response =
                fixture.ask(balcony, IqGet.of("g1", Element.of("jabber:iq:roster", "roster")));

        assertThat(error(response).condition()).isEqualTo(Condition.BAD_REQUEST);
    }

    @Test
    void nobodyElseMayAsk() {
        FullJid tybalt = (FullJid) Jid.parse("tybalt@example.com/sword");

        IqResponse response =
                fixture.handler.handle(
                        IqGet.of("g1", Element.of("jabber:iq:roster", "query"))
                                .withFrom(tybalt)
                                .withTo(JULIET),
                        TestContext.received(JULIET));

        assertThat(error(response).condition()).isEqualTo(Condition.FORBIDDEN);
    }

    @Test
    void removingAnItemIsPushed() {
        fixture.get(balcony, "");
        fixture.set(balcony, item("nurse@example.com", "Nurse"));

        IqResponse result = fixture.set(balcony, remove("nurse@example.com"));

        assertThat(result).isInstanceOf(IqResult.class);
        assertThat(pushes(balcony).getLast().elements().toList())
                .containsExactly(remove("nurse@example.com"));
        assertThat(fixture.book.item(JULIET, NURSE)).isEmpty();
        assertThat(fixture.context.sent()).isEmpty();
    }

    @Test
    void removingWhatIsNotThereIsAnError() {
        IqResponse response = fixture.set(balcony, remove("nurse@example.com"));

        assertThat(error(response).condition()).isEqualTo(Condition.ITEM_NOT_FOUND);
        assertThat(error(response).type()).isEqualTo(ErrorType.MODIFY);
    }

    /** §2.5.2 with §3.2.2. */
    @Test
    void removingASubscriptionEndsItBothWays() {
        balcony.available(Presence.of(PresenceType.AVAILABLE));
        fixture.put(RosterItem.blank(ROMEO).listed(true).with(Subscription.BOTH));

        fixture.set(balcony, remove("romeo@example.net"));

        assertThat(fixture.context.sent())
                .containsExactly(
                        Presence.of(PresenceType.UNSUBSCRIBE).withFrom(JULIET).withTo(ROMEO),
                        Presence.of(PresenceType.UNAVAILABLE)
                                .withFrom(balcony.address())
                                .withTo(ROMEO),
                        Presence.of(PresenceType.UNSUBSCRIBED).withFrom(JULIET).withTo(ROMEO));
    }

    @Test
    void removingAnUnansweredRequestWithdrawsIt() {
        fixture.put(RosterItem.blank(ROMEO).listed(true).pendingOut(true));

        fixture.set(balcony, remove("romeo@example.net"));

        assertThat(fixture.context.sent())
                .containsExactly(
                        Presence.of(PresenceType.UNSUBSCRIBE).withFrom(JULIET).withTo(ROMEO));
    }

    @Test
    void removingAnItemDoesNotAnswerTheContactsRequest() {
        Presence request = RosterFixture.presence(PresenceType.SUBSCRIBE, ROMEO);
        fixture.put(RosterItem.blank(ROMEO).listed(true).pendingIn(Optional.of(request)));

        fixture.set(balcony, remove("romeo@example.net"));

        RosterItem kept = fixture.book.item(JULIET, ROMEO).orElseThrow();
        assertThat(kept.listed()).isFalse();
        assertThat(kept.pendingIn()).contains(request);
        assertThat(fixture.context.sent()).isEmpty();
        assertThat(error(fixture.set(balcony, remove("romeo@example.net"))).condition())
                .isEqualTo(Condition.ITEM_NOT_FOUND);
    }
}
