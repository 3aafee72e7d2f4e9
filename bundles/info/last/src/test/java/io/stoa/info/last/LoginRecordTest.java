package io.stoa.info.last;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.FullJid;
import io.stoa.session.SessionEvent;
import io.stoa.storage.Documents;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.testkit.time.TestSchedule;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

final class LoginRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");

    private final MemoryStorage storage = new MemoryStorage();
    private final TestSessions sessions = new TestSessions();
    private final TestSchedule schedule = new TestSchedule();
    private Instant now = NOW;
    private final LoginRecord record = record();

    private LoginRecord record() {
        return new LoginRecord(storage, sessions, schedule, () -> now);
    }

    private Documents<Departure> store() {
        return storage.documents(Departure.STORE);
    }

    private TestSession login() {
        TestSession session = new TestSession(JULIET).since(now);
        sessions.add(session);
        return session;
    }

    @Test
    void whoIsThereLoggedInWhenTheSessionBegan() {
        assertThat(record.last(JULIET.bare())).isEmpty();
        login();
        assertThat(record.last(JULIET.bare())).contains(NOW);
    }

    @Test
    void whoHasGoneLoggedInWhenTheSessionThatEndedBegan() {
        TestSession session = login();
        sessions.remove(session);
        new DepartureListener(storage).on(new SessionEvent.Closed(session));
        assertThat(record.last(JULIET.bare())).contains(NOW);
    }

    /** A log-in costs nothing, and a session that is short is written once: when it ends. */
    @Test
    void onlySessionsThatLastAreWrittenMeanwhile() {
        login();
        schedule.run();
        assertThat(store().get(JULIET.bare())).isEmpty();

        now = NOW.plusSeconds(61);
        schedule.run();
        assertThat(store().get(JULIET.bare()))
                .contains(new Departure(Optional.empty(), "", Optional.of(NOW)));
    }

    @Test
    void eachIsWrittenOnce() {
        login();
        now = NOW.plusSeconds(61);
        schedule.run();
        store().update(JULIET.bare(), written -> Optional.empty());

        now = NOW.plusSeconds(122);
        schedule.run();

        assertThat(store().get(JULIET.bare())).isEmpty();
    }

    /** What was written of the session before stays. */
    @Test
    void theTimeOfTheLastDepartureIsKept() {
        Departure earlier =
                new Departure(Optional.of(NOW.minusSeconds(9)), "Bye", Optional.empty());
        store().update(JULIET.bare(), none -> Optional.of(earlier));
        login();
        now = NOW.plusSeconds(61);

        schedule.run();

        assertThat(store().get(JULIET.bare()))
                .contains(new Departure(earlier.time(), "Bye", Optional.of(NOW)));
    }

    /** The version before may not have come to it. */
    @Test
    void aNewVersionLooksAtTheSessionsThatAreThere() {
        login();
        now = NOW.plusSeconds(90);
        record.stop();
        record();

        schedule.run();

        assertThat(store().get(JULIET.bare()).flatMap(Departure::login)).contains(NOW);
        assertThat(schedule.size()).isEqualTo(1);
    }
}
