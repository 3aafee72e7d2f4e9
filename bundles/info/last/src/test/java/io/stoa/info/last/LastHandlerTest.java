package io.stoa.info.last;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

class LastHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final BareJid SERVER = BareJid.parse("stoa.example");
    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    private static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");
    private static final Element QUERY = Element.of(LastHandler.NAMESPACE, "query");

    private final Storage storage = new MemoryStorage();
    private final TestSessions sessions = new TestSessions();
    private final LastHandler handler =
            new LastHandler(
                    storage,
                    sessions,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    NOW.minus(Duration.ofHours(34)));

    @Test
    void tellsAnybodyHowLongTheServerRuns() {
        assertThat(ask(ROMEO, SERVER)).isEqualTo(answer("seconds='122400'", ""));
    }

    @Test
    void tellsAnAccountWhenItLoggedOutAndWhatItSaid() {
        left(Duration.ofSeconds(903), "Heading Home");
        assertThat(ask(JULIET, JULIET.bare())).isEqualTo(answer("seconds='903'", "Heading Home"));
    }

    @Test
    void tellsZeroWithoutStatusAsLongAsTheAccountIsConnected() {
        left(Duration.ofSeconds(903), "Heading Home");
        sessions.add(new TestSession(JULIET));
        assertThat(ask(JULIET, JULIET.bare())).isEqualTo(answer("seconds='0'", ""));
    }

    @Test
    void neverTellsANegativeNumber() {
        left(Duration.ofSeconds(-5), "");
        assertThat(ask(JULIET, JULIET.bare())).isEqualTo(answer("seconds='0'", ""));
    }

    @Test
    void knowsNothingOfWhoWasNeverThere() {
        assertThatThrownBy(() -> ask(JULIET, JULIET.bare()))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refusal ->
                                assertThat(refusal.error().condition())
                                        .isEqualTo(Condition.ITEM_NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource
    void tellsContactsThatSeeThePresence(Subscription subscription) {
        left(Duration.ofSeconds(60), "");
        handler.rosters = new OneItem(JULIET.bare(), ROMEO.bare(), subscription);
        IqResponse response = response(IqGet.of("l1", QUERY), ROMEO, JULIET.bare());
        if (subscription.from()) {
            assertThat(response.payloads()).containsExactly(answer("seconds='60'", ""));
        } else {
            assertRefused(response, Condition.FORBIDDEN);
        }
    }

    @Test
    void tellsNobodyElseWithoutARoster() {
        OneItem rosters = new OneItem(JULIET.bare(), ROMEO.bare(), Subscription.BOTH);
        handler.rosters = rosters;
        handler.rosters = null;
        assertRefused(response(IqGet.of("l1", QUERY), ROMEO, JULIET.bare()), Condition.FORBIDDEN);
    }

    @Test
    void refusesEverythingElse() {
        assertRefused(response(IqSet.of("l1", QUERY), JULIET, SERVER), Condition.BAD_REQUEST);
        Element other = Element.of(LastHandler.NAMESPACE, "last");
        assertRefused(response(IqGet.of("l1", other), JULIET, SERVER), Condition.BAD_REQUEST);
    }

    @Test
    void takesTheAgeOfTheProcessForTheUptime() {
        LastHandler real = new LastHandler(storage, sessions);
        IqResponse response =
                real.handle(
                        IqGet.of("l1", QUERY).withFrom(JULIET).withTo(SERVER),
                        TestContext.received(SERVER));
        assertThat(response.payloads().getFirst().attribute("seconds")).matches("[0-9]+");
    }

    private void left(Duration ago, String status) {
        Departure departure = new Departure(Optional.of(NOW.minus(ago)), status, Optional.empty());
        storage.documents(Departure.STORE).update(JULIET.bare(), earlier -> Optional.of(departure));
    }

    private Element ask(Jid asker, BareJid asked) {
        return response(IqGet.of("l1", QUERY), asker, asked).payloads().getFirst();
    }

    private IqResponse response(IqRequest request, Jid asker, BareJid asked) {
        return handler.handle(request.withFrom(asker).withTo(asked), TestContext.received(asked));
    }

    private static Element answer(String seconds, String status) {
        return Xml.parse("<query xmlns='jabber:iq:last' %s>%s</query>".formatted(seconds, status));
    }

    private static void assertRefused(IqResponse response, Condition condition) {
        assertThat(response)
                .isInstanceOfSatisfying(
                        IqError.class,
                        error -> assertThat(error.error().condition()).isEqualTo(condition));
    }
}
