package io.stoa.im.presence;

import static io.stoa.im.presence.Theatre.JULIET;
import static io.stoa.im.presence.Theatre.ROMEO;
import static io.stoa.im.presence.Theatre.presence;
import static io.stoa.stanza.PresenceType.AVAILABLE;
import static io.stoa.stanza.PresenceType.PROBE;
import static io.stoa.stanza.PresenceType.SUBSCRIBE;
import static io.stoa.stanza.PresenceType.UNAVAILABLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.RosterItem;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** RFC 6121 §4.2, §4.4, §4.5, §4.6 and §4.7.2.3. */
final class BroadcastTest {

    private static final Element AWAY = Element.of("jabber:client", "show", new Text("away"));
    private static final Jid ROOM = Jid.parse("lobby@chat.example.com/Juliet");

    private final Theatre theatre = new Theatre();
    private final TestSession balcony = theatre.balcony;
    private final TestSession chamber = theatre.chamber;

    private Presence from(TestSession session, PresenceType type) {
        return presence(type).withFrom(session.address());
    }

    /** §4.2.2, §4.3.1. */
    @Test
    void initialPresenceIsBroadcastAndContactsAreProbed() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.subscribed(JULIET, ROMEO);

        List<Stanza> sent = theatre.sends(balcony, presence(AVAILABLE));

        assertThat(sent)
                .containsExactly(
                        from(balcony, AVAILABLE).withTo(ROMEO),
                        presence(PROBE).withFrom(JULIET).withTo(ROMEO));
        assertThat(balcony.delivered()).containsExactly(from(balcony, AVAILABLE).withTo(JULIET));
        assertThat(chamber.delivered()).isEmpty();
    }

    @Test
    void presenceGoesOnlyWhereTheSubscriptionSays() {
        theatre.subscribed(JULIET, ROMEO);
        assertThat(theatre.sends(balcony, presence(AVAILABLE)))
                .containsExactly(presence(PROBE).withFrom(JULIET).withTo(ROMEO));
        assertThat(theatre.sends(balcony, presence(AVAILABLE).with(AWAY))).isEmpty();
    }

    @Test
    void aNewResourceSeesTheOthersAndTheyIt() {
        theatre.sends(balcony, presence(AVAILABLE).with(AWAY));

        theatre.sends(chamber, presence(AVAILABLE));

        assertThat(chamber.delivered())
                .containsExactly(
                        from(chamber, AVAILABLE).withTo(JULIET),
                        from(balcony, AVAILABLE).with(AWAY).withTo(JULIET));
        assertThat(balcony.delivered()).contains(from(chamber, AVAILABLE).withTo(JULIET));
    }

    /** §3.1.2: the request is sent again, with an id. */
    @Test
    void anUnansweredRequestIsSentAgain() {
        theatre.rosters.put(JULIET, RosterItem.blank(ROMEO).listed(true).pendingOut(true));

        assertThat(theatre.sends(balcony, presence(AVAILABLE)))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.typeAttribute()).isEqualTo(SUBSCRIBE.wire());
                            assertThat(it.from()).contains(JULIET);
                            assertThat(it.to()).contains(ROMEO);
                            assertThat(it.id()).isNotEmpty();
                        });
    }

    /** §4.4.2. */
    @Test
    void subsequentPresenceIsBroadcastWithoutProbes() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.subscribed(JULIET, ROMEO);
        theatre.sends(balcony, presence(AVAILABLE));
        theatre.sends(chamber, presence(AVAILABLE));

        assertThat(theatre.sends(balcony, presence(AVAILABLE).with(AWAY)))
                .containsExactly(from(balcony, AVAILABLE).with(AWAY).withTo(ROMEO));
        assertThat(balcony.delivered().getLast())
                .isEqualTo(from(balcony, AVAILABLE).with(AWAY).withTo(JULIET));
        assertThat(chamber.delivered().getLast()).isEqualTo(balcony.delivered().getLast());
    }

    /** §4.5.2. */
    @Test
    void unavailablePresenceIsBroadcastInFull() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.sends(balcony, presence(AVAILABLE));
        theatre.sends(chamber, presence(AVAILABLE));
        Element status = Element.of("jabber:client", "status", new Text("going on vacation"));

        assertThat(theatre.sends(balcony, presence(UNAVAILABLE).with(status)))
                .containsExactly(from(balcony, UNAVAILABLE).with(status).withTo(ROMEO));

        Presence own = from(balcony, UNAVAILABLE).with(status).withTo(JULIET);
        assertThat(chamber.delivered().getLast()).isEqualTo(own);
        assertThat(balcony.delivered().getLast()).isEqualTo(own);
        assertThat(theatre.sends(balcony, presence(UNAVAILABLE))).isEmpty();
    }

    @Test
    void presenceAfterUnavailablePresenceIsInitialAgain() {
        theatre.subscribed(JULIET, ROMEO);
        theatre.sends(balcony, presence(AVAILABLE));
        theatre.sends(balcony, presence(UNAVAILABLE));

        assertThat(theatre.sends(balcony, presence(AVAILABLE)))
                .containsExactly(presence(PROBE).withFrom(JULIET).withTo(ROMEO));
    }

    @Test
    void aStreamThatHasEndedIsAnnouncedToTheRest() {
        theatre.sends(balcony, presence(AVAILABLE));
        theatre.sends(chamber, presence(AVAILABLE));
        int before = balcony.delivered().size();
        theatre.sessions.remove(balcony);

        theatre.sends(balcony, presence(UNAVAILABLE));

        assertThat(chamber.delivered().getLast())
                .isEqualTo(from(balcony, UNAVAILABLE).withTo(JULIET));
        assertThat(balcony.delivered()).hasSize(before);
    }

    @Test
    void aSessionOlderThanTheFeatureIsNotNew() {
        theatre.subscribed(JULIET, ROMEO);
        theatre.subscribed(ROMEO, JULIET);
        balcony.available(from(balcony, AVAILABLE));
        PresenceRules later =
                new PresenceRules(
                        theatre.rosters,
                        theatre.sessions,
                        theatre.storage,
                        Configs.defaults(PresenceRules.Config.class));
        TestContext context = TestContext.sent(balcony);
        balcony.unavailable();

        later.handle(from(balcony, UNAVAILABLE), context);

        assertThat(context.sent()).containsExactly(from(balcony, UNAVAILABLE).withTo(ROMEO));
    }

    /** §4.6.3 rules 2 and 3. */
    @Test
    void directedPresenceIsTakenBackAtTheEnd() {
        Presence directed = presence(AVAILABLE).withTo(ROOM);
        assertThat(theatre.sends(balcony, directed))
                .containsExactly(from(balcony, AVAILABLE).withTo(ROOM));
        assertThat(theatre.sends(balcony, presence(AVAILABLE))).isEmpty();
        theatre.sends(balcony, directed);

        assertThat(theatre.sends(balcony, presence(UNAVAILABLE)))
                .containsExactly(from(balcony, UNAVAILABLE).withTo(ROOM));
        assertThat(theatre.sends(balcony, presence(UNAVAILABLE))).isEmpty();
    }

    @Test
    void whoHasSeenItEndIsNotToldAgain() {
        theatre.sends(balcony, presence(AVAILABLE).withTo(ROOM));
        assertThat(theatre.sends(balcony, presence(UNAVAILABLE).withTo(ROOM)))
                .containsExactly(from(balcony, UNAVAILABLE).withTo(ROOM));

        assertThat(theatre.sends(balcony, presence(UNAVAILABLE))).isEmpty();
    }

    /** §4.6.3 rule 1. */
    @Test
    void aSubscriberGetsTheEndOnce() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.sends(balcony, presence(AVAILABLE));
        theatre.sends(balcony, presence(AVAILABLE).withTo(theatre.orchard.address()));

        assertThat(theatre.sends(balcony, presence(UNAVAILABLE)))
                .containsExactly(from(balcony, UNAVAILABLE).withTo(ROMEO));
    }

    /** §4.6.1: SHOULD remove any entity that sends unavailable presence to the user. */
    @Test
    void whoHasLeftIsForgotten() {
        theatre.sends(balcony, presence(AVAILABLE).withTo(theatre.orchard.address()));
        theatre.arrives(presence(UNAVAILABLE).withFrom(ROMEO).withTo(JULIET));

        assertThat(theatre.sends(balcony, presence(UNAVAILABLE))).isEmpty();
    }

    @Test
    void directedPresenceIsBounded() {
        Theatre small = new Theatre(Map.of("directed", 1));
        small.sends(small.balcony, presence(AVAILABLE).withTo(ROOM));
        small.sends(small.balcony, presence(AVAILABLE).withTo(ROOM));

        assertThatThrownBy(() -> small.sends(small.balcony, presence(AVAILABLE).withTo(ROMEO)))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it ->
                                assertThat(it.error().condition())
                                        .isEqualTo(Condition.RESOURCE_CONSTRAINT));
    }

    /** §4.2.3, §4.6.4, §8.5.2.1.2. */
    @Test
    void whatArrivesIsDeliveredToAvailableResources() {
        theatre.sends(balcony, presence(AVAILABLE));
        for (PresenceType type : List.of(AVAILABLE, UNAVAILABLE, PresenceType.ERROR)) {
            Presence arrived = from(theatre.orchard, type).withTo(JULIET);

            assertThat(theatre.arrives(arrived)).isEmpty();

            assertThat(balcony.delivered().getLast()).isEqualTo(arrived);
        }
        assertThat(chamber.delivered()).isEmpty();
    }

    /** §4.7.2.3. */
    @ParameterizedTest
    @ValueSource(strings = {"128", "-129", "high", "", "1.5", "99999"})
    void aBadPriorityIsRefused(String text) {
        assertThatThrownBy(() -> theatre.sends(balcony, presence(AVAILABLE).with(priority(text))))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it -> assertThat(it.error().condition()).isEqualTo(Condition.BAD_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127", "-128", "0", "+5", " 7 "})
    void aGoodPriorityPasses(String text) {
        theatre.sends(balcony, presence(AVAILABLE).with(priority(text)));

        assertThat(balcony.delivered()).hasSize(1);
    }

    private static Element priority(String text) {
        return Element.of("jabber:client", "priority", new Text(text));
    }

    @Test
    void anErrorOfAClientGoesWhereItIsAddressed() {
        assertThat(theatre.sends(balcony, presence(PresenceType.ERROR).withTo(ROMEO))).hasSize(1);
        assertThat(theatre.sends(balcony, presence(PresenceType.ERROR))).isEmpty();
    }
}
