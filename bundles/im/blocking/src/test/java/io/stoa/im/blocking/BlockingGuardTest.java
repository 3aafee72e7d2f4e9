package io.stoa.im.blocking;

import static io.stoa.im.blocking.Verona.JULIET;
import static io.stoa.im.blocking.Verona.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.bus.Verdict;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** XEP-0191 §3.3. */
final class BlockingGuardTest {

    private static final FullJid GARDEN = FullJid.parse("romeo@montague.example/garden");
    private static final Message MESSAGE = Message.of(MessageType.CHAT, ROMEO, "x");

    private final Verona verona = new Verona();
    private final Context sent = TestContext.sent(verona.balcony);
    private final Context received = TestContext.received(JULIET);

    @BeforeEach
    void blockRomeo() {
        verona.roster.add("romeo@montague.example", Subscription.BOTH);
        verona.block("romeo@montague.example");
    }

    private Verdict verdict(Stanza stanza, Context context) {
        return verona.guard.intercept(stanza, context);
    }

    private Verdict fromRomeo(Stanza stanza) {
        return verdict(stanza.withFrom(GARDEN).withTo(JULIET), received);
    }

    @Test
    void whatIsSentToWhoIsBlockedIsNotAcceptable() {
        List<Stanza> stanzas =
                List.of(
                        MESSAGE,
                        Presence.of(PresenceType.AVAILABLE).withTo(GARDEN),
                        Presence.of(PresenceType.SUBSCRIBE).withTo(ROMEO),
                        IqGet.of("1", Element.of("urn:x", "x")).withTo(GARDEN));
        for (Stanza stanza : stanzas) {
            Verdict.Refuse refused = (Verdict.Refuse) verdict(stanza, sent);
            assertThat(refused.error().condition()).isEqualTo(Condition.NOT_ACCEPTABLE);
            assertThat(refused.error().type()).isEqualTo(ErrorType.CANCEL);
            assertThat(refused.error().specific())
                    .containsExactly(Element.of("urn:xmpp:blocking:errors", "blocked"));
        }
    }

    @Test
    void messagesAndIqsFromWhoIsBlockedAreAnsweredAsIfNobodyWereThere() {
        for (Stanza stanza : List.of(MESSAGE, IqGet.of("1", Element.of("urn:x", "x")))) {
            Verdict.Refuse refused = (Verdict.Refuse) fromRomeo(stanza);
            assertThat(refused.error().condition()).isEqualTo(Condition.SERVICE_UNAVAILABLE);
            assertThat(refused.error().specific()).isEmpty();
        }
        // the bus answers no response (RFC 6120 §8.3.1): a refusal drops it
        assertThat(fromRomeo(IqResult.of("1"))).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void presenceFromWhoIsBlockedIsNotAnswered() {
        for (PresenceType type : PresenceType.values()) {
            assertThat(fromRomeo(Presence.of(type))).isInstanceOf(Verdict.Drop.class);
        }
    }

    @Test
    void othersAndStanzasWithoutAddressPass() {
        Stanza nurse = MESSAGE.withFrom(FullJid.parse("nurse@capulet.example/x")).withTo(JULIET);
        assertThat(verdict(nurse, received)).isEqualTo(new Verdict.Pass(nurse));
        Stanza broadcast = Presence.of(PresenceType.AVAILABLE);
        assertThat(verdict(broadcast, sent)).isEqualTo(new Verdict.Pass(broadcast));
    }

    @Test
    void nothingIsBlockedBetweenTheResourcesOfOneAccount() {
        verona.block("juliet@capulet.example", "capulet.example");
        Stanza own = MESSAGE.withFrom(verona.chamber.address()).withTo(verona.balcony.address());

        assertThat(verdict(own, sent)).isEqualTo(new Verdict.Pass(own));
        assertThat(verdict(own, received)).isEqualTo(new Verdict.Pass(own));
    }

    @Test
    void theFarewellOfABlockPassesOnceAndNoOtherPresenceDoes() {
        Context own = new TestContext(Leg.SENT, JULIET, Optional.empty());
        List<Stanza> farewells = verona.context.sent();
        assertThat(farewells).hasSize(2);
        for (Stanza farewell : farewells) {
            assertThat(verdict(farewell, own)).isEqualTo(new Verdict.Pass(farewell));
            assertThat(verdict(farewell, own)).isInstanceOf(Verdict.Refuse.class);
        }
        Stanza available =
                Presence.of(PresenceType.AVAILABLE)
                        .withFrom(verona.balcony.address())
                        .withTo(ROMEO);
        assertThat(verdict(available, own)).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void itWaitsOnlyForAListThatIsNotInMemory() {
        assertThat(verona.guard.waits(MESSAGE, JULIET)).isFalse();
        assertThat(verona.guard.waits(MESSAGE, ROMEO)).isTrue();
        verdict(MESSAGE.withFrom(JULIET), TestContext.received(ROMEO));
        assertThat(verona.guard.waits(MESSAGE, ROMEO)).isFalse();
    }
}
