package io.stoa.info.last;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.FullJid;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Text;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class DepartureListenerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LOGIN = NOW.minusSeconds(90);
    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");

    private final Storage storage = new MemoryStorage();
    private final DepartureListener listener =
            new DepartureListener(storage, Clock.fixed(NOW, ZoneOffset.UTC));
    private final TestSession session = new TestSession(JULIET).since(LOGIN);

    @Test
    void recordsTheEndOfASession() {
        listener.on(new SessionEvent.Bound(session));
        listener.on(new SessionEvent.Detached(session));
        assertThat(recorded()).isEmpty();
        listener.on(new SessionEvent.Closed(session));
        assertThat(recorded()).contains(gone(""));
    }

    @Test
    void recordsTheStatusOfTheLastUnavailablePresence() {
        listener.on(new SessionEvent.Unavailable(session, presence("Back soon")));
        listener.on(new SessionEvent.Unavailable(session, presence("Heading Home")));
        Presence ofTheServer = Presence.of(PresenceType.UNAVAILABLE);
        listener.on(new SessionEvent.Unavailable(session, ofTheServer));
        listener.on(new SessionEvent.Closed(session));
        assertThat(recorded()).contains(gone("Heading Home"));
    }

    @Test
    void forgetsTheStatusOfWhoCameBack() {
        listener.on(new SessionEvent.Unavailable(session, presence("Back soon")));
        Presence back = Presence.of(PresenceType.AVAILABLE);
        listener.on(new SessionEvent.Available(session, back, true));
        listener.on(new SessionEvent.Closed(session));
        assertThat(recorded()).contains(gone(""));
    }

    @Test
    void forgetsAnAccountThatIsRemoved() {
        listener.on(new SessionEvent.Closed(session));
        listener.removed(JULIET.bare());
        assertThat(recorded()).isEmpty();
    }

    @Test
    void tellsANewAccountNothingOfItsPredecessor() {
        listener.removed(JULIET.bare());
        listener.on(new SessionEvent.Closed(session));
        listener.created(JULIET.bare());
        assertThat(recorded()).isEmpty();
    }

    /** The one that came first may go last. */
    @Test
    void theLatestLoginCounts() {
        listener.on(
                new SessionEvent.Closed(
                        new TestSession(FullJid.parse("juliet@stoa.example/chamber")).since(NOW)));
        listener.on(new SessionEvent.Closed(session));
        assertThat(recorded().flatMap(Departure::login)).contains(NOW);
    }

    @Test
    void whatVersionOneHasWrittenIsRead() {
        Element written =
                Xml.parse("<query xmlns='jabber:iq:last' time='2026-11-23T08:00:00Z'>Bye</query>");
        assertThat(Departure.STORE.codec().read().apply(written, 1))
                .isEqualTo(new Departure(Optional.of(NOW), "Bye", Optional.empty()));
    }

    private static Departure gone(String status) {
        return new Departure(Optional.of(NOW), status, Optional.of(LOGIN));
    }

    private Optional<Departure> recorded() {
        return storage.documents(Departure.STORE).get(JULIET.bare());
    }

    private static Presence presence(String status) {
        return Presence.of(
                PresenceType.UNAVAILABLE,
                List.of(Element.of(Stanza.CLIENT, "status", new Text(status))));
    }
}
