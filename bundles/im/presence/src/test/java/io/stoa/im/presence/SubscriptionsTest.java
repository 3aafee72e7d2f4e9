package io.stoa.im.presence;

import static io.stoa.im.presence.Theatre.JULIET;
import static io.stoa.im.presence.Theatre.ROMEO;
import static io.stoa.im.presence.Theatre.presence;
import static io.stoa.stanza.PresenceType.AVAILABLE;
import static io.stoa.stanza.PresenceType.SUBSCRIBE;
import static io.stoa.stanza.PresenceType.SUBSCRIBED;
import static io.stoa.stanza.PresenceType.UNAVAILABLE;
import static io.stoa.stanza.PresenceType.UNSUBSCRIBE;
import static io.stoa.stanza.PresenceType.UNSUBSCRIBED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** RFC 6121 §3. */
final class SubscriptionsTest {

    private final Theatre theatre = new Theatre();

    private static Presence bare(PresenceType type, BareJid from, BareJid to) {
        return presence(type).withFrom(from).withTo(to);
    }

    private static Presence juliets(PresenceType type) {
        return bare(type, JULIET, ROMEO);
    }

    private static Presence romeos(PresenceType type) {
        return bare(type, ROMEO, JULIET);
    }

    /** §3.1.2. */
    @Test
    void aRequestLeavesFromTheBareJidToTheBareJid() {
        Presence request = presence(SUBSCRIBE).withTo(Jid.parse("romeo@example.net/orchard"));

        assertThat(theatre.sends(theatre.balcony, request)).containsExactly(juliets(SUBSCRIBE));

        RosterItem item = theatre.item(JULIET, ROMEO);
        assertThat(item.pendingOut()).isTrue();
        assertThat(item.listed()).isTrue();
        assertThat(item.subscription()).isEqualTo(Subscription.NONE);
    }

    @Test
    void aRequestNeedsSomeoneElse() {
        assertThatThrownBy(() -> theatre.sends(theatre.balcony, presence(SUBSCRIBE)))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it -> assertThat(it.error().condition()).isEqualTo(Condition.BAD_REQUEST));
        assertThatThrownBy(() -> theatre.sends(theatre.balcony, presence(SUBSCRIBE).withTo(JULIET)))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it -> assertThat(it.error().condition()).isEqualTo(Condition.NOT_ALLOWED));
        assertThat(theatre.arrives(bare(SUBSCRIBE, JULIET, JULIET))).isEmpty();
        assertThat(theatre.rosters.items(JULIET)).isEmpty();
    }

    /** §3.1.3 rules 3 and 4. */
    @Test
    void aRequestIsDeliveredToAvailableResourcesAndKept() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        Presence request =
                romeos(SUBSCRIBE)
                        .with(Element.of("jabber:client", "status", new Text("It is my lady")));
        int before = theatre.balcony.delivered().size();

        assertThat(theatre.arrives(request.withTo(theatre.balcony.address()))).isEmpty();
        assertThat(theatre.arrives(romeos(SUBSCRIBE))).isEmpty();

        assertThat(theatre.balcony.delivered().subList(before, before + 1))
                .containsExactly(request);
        assertThat(theatre.balcony.delivered()).hasSize(before + 1);
        assertThat(theatre.chamber.delivered()).isEmpty();
        assertThat(theatre.item(JULIET, ROMEO).listed()).isFalse();
        theatre.sends(theatre.chamber, presence(AVAILABLE));
        assertThat(theatre.chamber.delivered()).contains(request);
    }

    @Test
    void aRequestIsDeliveredAtEveryLogInUntilItIsAnswered() {
        theatre.arrives(romeos(SUBSCRIBE));
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.sends(theatre.balcony, presence(UNAVAILABLE));
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        assertThat(theatre.balcony.delivered()).filteredOn(romeos(SUBSCRIBE)::equals).hasSize(2);

        theatre.sends(theatre.balcony, presence(UNSUBSCRIBED).withTo(ROMEO));
        theatre.sends(theatre.balcony, presence(UNAVAILABLE));
        theatre.sends(theatre.balcony, presence(AVAILABLE));

        assertThat(theatre.balcony.delivered()).filteredOn(romeos(SUBSCRIBE)::equals).hasSize(2);
        assertThat(theatre.rosters.item(JULIET, ROMEO)).isEmpty();
    }

    /** §3.1.3, second warning. */
    @Test
    void strangersCannotFillTheStore() {
        Theatre small = new Theatre(Map.of("requests", 1, "requestLength", 200));
        Presence padded =
                romeos(SUBSCRIBE)
                        .with(Element.of("jabber:client", "status", new Text("x".repeat(300))));

        small.arrives(padded);

        assertThat(small.item(JULIET, ROMEO).pendingIn()).contains(romeos(SUBSCRIBE));
        BareJid tybalt = Jid.parse("tybalt@example.com").bare();
        assertThatThrownBy(() -> small.arrives(bare(SUBSCRIBE, tybalt, JULIET)))
                .isInstanceOf(StanzaException.class);
        small.arrives(romeos(SUBSCRIBE));
    }

    /** §3.1.5. */
    @Test
    void anApprovalIsFollowedByThePresenceOfEachResource() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.sends(theatre.chamber, presence(AVAILABLE));
        theatre.arrives(romeos(SUBSCRIBE));

        assertThat(
                        theatre.sends(
                                theatre.chamber,
                                presence(SUBSCRIBED).withTo(theatre.orchard.address())))
                .containsExactly(
                        juliets(SUBSCRIBED),
                        presence(AVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO),
                        presence(AVAILABLE).withFrom(theatre.chamber.address()).withTo(ROMEO));

        RosterItem item = theatre.item(JULIET, ROMEO);
        assertThat(item.subscription()).isEqualTo(Subscription.FROM);
        assertThat(item.listed()).isTrue();
        assertThat(item.pendingIn()).isEmpty();
    }

    /** §3.1.6. */
    @Test
    void anApprovalThatWasAskedForIsDelivered() {
        theatre.sends(theatre.balcony, presence(SUBSCRIBE).withTo(ROMEO));

        theatre.arrives(romeos(SUBSCRIBED));
        theatre.arrives(romeos(SUBSCRIBED));

        assertThat(theatre.balcony.delivered()).containsExactly(romeos(SUBSCRIBED));
        assertThat(theatre.item(JULIET, ROMEO).subscription()).isEqualTo(Subscription.TO);
        assertThat(theatre.item(JULIET, ROMEO).pendingOut()).isFalse();
    }

    @Test
    void anApprovalThatNobodyAskedForIsIgnored() {
        theatre.arrives(romeos(SUBSCRIBED));

        assertThat(theatre.balcony.delivered()).isEmpty();
        assertThat(theatre.rosters.items(JULIET)).isEmpty();
    }

    /** §3.1.3 rule 2. */
    @Test
    void whoIsSubscribedAlreadyIsToldSo() {
        theatre.subscribed(ROMEO, JULIET);

        assertThat(theatre.arrives(romeos(SUBSCRIBE))).containsExactly(juliets(SUBSCRIBED));
        assertThat(theatre.item(JULIET, ROMEO).pendingIn()).isEmpty();
    }

    /** §3.2.2 rule 3. */
    @Test
    void aCancellationComesAfterTheLastUnavailablePresence() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.subscribed(ROMEO, JULIET);

        assertThat(theatre.sends(theatre.balcony, presence(UNSUBSCRIBED).withTo(ROMEO)))
                .containsExactly(
                        presence(UNAVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO),
                        juliets(UNSUBSCRIBED));
        assertThat(theatre.item(JULIET, ROMEO).subscription()).isEqualTo(Subscription.NONE);
    }

    /** §3.2.2 rule 1. */
    @Test
    void aCancellationOfNothingStaysHere() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));

        assertThat(theatre.sends(theatre.balcony, presence(UNSUBSCRIBED).withTo(ROMEO))).isEmpty();
    }

    @Test
    void denyingARequestShowsNoPresence() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.arrives(romeos(SUBSCRIBE));

        assertThat(theatre.sends(theatre.balcony, presence(UNSUBSCRIBED).withTo(ROMEO)))
                .containsExactly(juliets(UNSUBSCRIBED));
    }

    /** §3.2.3. */
    @Test
    void aCancellationIsDelivered() {
        theatre.subscribed(JULIET, ROMEO);

        assertThat(theatre.arrives(romeos(UNSUBSCRIBED))).isEmpty();
        theatre.arrives(romeos(UNSUBSCRIBED));

        assertThat(theatre.balcony.delivered()).containsExactly(romeos(UNSUBSCRIBED));
        assertThat(theatre.item(JULIET, ROMEO).subscription()).isEqualTo(Subscription.NONE);
    }

    /** §3.3.2. */
    @Test
    void unsubscribingLeavesInAnyState() {
        assertThat(theatre.sends(theatre.balcony, presence(UNSUBSCRIBE).withTo(ROMEO)))
                .containsExactly(juliets(UNSUBSCRIBE));
        assertThat(theatre.rosters.items(JULIET)).isEmpty();
    }

    /** §3.3.3, A.3.2. */
    @Test
    void whoUnsubscribesGetsUnavailablePresenceAndAConfirmation() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.subscribed(ROMEO, JULIET);

        assertThat(theatre.arrives(romeos(UNSUBSCRIBE)))
                .containsExactly(
                        presence(UNAVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO),
                        juliets(UNSUBSCRIBED));
        assertThat(theatre.balcony.delivered()).contains(romeos(UNSUBSCRIBE));
        assertThat(theatre.arrives(romeos(UNSUBSCRIBE))).isEmpty();
    }

    @Test
    void aRequestCanBeWithdrawn() {
        theatre.arrives(romeos(SUBSCRIBE));

        assertThat(theatre.arrives(romeos(UNSUBSCRIBE))).containsExactly(juliets(UNSUBSCRIBED));

        assertThat(theatre.rosters.items(JULIET)).isEmpty();
    }

    /** §3.4.2. */
    @Test
    void anApprovalBeforehandIsKeptAndUsed() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        assertThat(theatre.sends(theatre.balcony, presence(SUBSCRIBED).withTo(ROMEO))).isEmpty();
        assertThat(theatre.item(JULIET, ROMEO).approved()).isTrue();
        int before = theatre.balcony.delivered().size();

        assertThat(theatre.arrives(romeos(SUBSCRIBE)))
                .containsExactly(
                        juliets(SUBSCRIBED),
                        presence(AVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO));

        assertThat(theatre.balcony.delivered()).hasSize(before);
        assertThat(theatre.item(JULIET, ROMEO).subscription()).isEqualTo(Subscription.FROM);
        assertThat(theatre.item(JULIET, ROMEO).approved()).isFalse();
    }

    /** The whole of §3.1, both ways. */
    @Test
    void twoPeopleSubscribeToEachOther() {
        theatre.plays(theatre.balcony, presence(AVAILABLE));
        theatre.plays(theatre.orchard, presence(AVAILABLE));

        theatre.plays(theatre.balcony, presence(SUBSCRIBE).withTo(ROMEO));
        theatre.plays(theatre.orchard, presence(SUBSCRIBED).withTo(JULIET));
        theatre.plays(theatre.orchard, presence(SUBSCRIBE).withTo(JULIET));
        theatre.plays(theatre.balcony, presence(SUBSCRIBED).withTo(ROMEO));

        assertThat(theatre.item(JULIET, ROMEO)).isEqualTo(listed(ROMEO));
        assertThat(theatre.item(ROMEO, JULIET)).isEqualTo(listed(JULIET));
        assertThat(theatre.balcony.delivered())
                .contains(presence(AVAILABLE).withFrom(theatre.orchard.address()).withTo(JULIET));
        assertThat(theatre.orchard.delivered())
                .contains(presence(AVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO));
    }

    private static RosterItem listed(BareJid contact) {
        return RosterItem.blank(contact).listed(true).with(Subscription.BOTH);
    }
}
