package io.stoa.info.last;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.jid.BareJid;
import io.stoa.session.Logins;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows when accounts last logged in. Nobody who logs in waits for that to be written: the end of a
 * session records its beginning, too, and for sessions that have lasted a minute a job does, so
 * that a crash forgets the last minutes at most. Thread-safe.
 */
@Component
public final class LoginRecord implements Logins {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** How far back to look first: what an update of this bundle took is in it. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Documents<Departure> departures;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Schedule.Job job;

    /** Up to which beginning sessions have been looked at; only the job changes it. */
    private volatile Instant seen;

    /** Begins to write. */
    @Activate
    public LoginRecord(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this(storage, sessions, schedule, InstantSource.system());
    }

    LoginRecord(Storage storage, Sessions sessions, Schedule schedule, InstantSource clock) {
        this.departures = storage.documents(Departure.STORE);
        this.sessions = sessions;
        this.clock = clock;
        this.seen = clock.instant().minus(OVERLAP);
        this.job = schedule.every(INTERVAL, this::write);
    }

    /** Writes no more. */
    @Deactivate
    public void stop() {
        job.cancel();
    }

    @Override
    public Optional<Instant> last(BareJid account) {
        Stream<Instant> present = sessions.of(account).stream().map(Session::since);
        Stream<Instant> past = departures.get(account).flatMap(Departure::login).stream();
        return Stream.concat(present, past).max(Instant::compareTo);
    }

    private void write() {
        Instant until = clock.instant().minus(INTERVAL);
        List<Session> lasting =
                sessions.all().stream()
                        .filter(it -> it.since().isAfter(seen) && !it.since().isAfter(until))
                        .toList();
        for (Session session : lasting) {
            departures.update(
                    session.address().bare(),
                    earlier -> Optional.of(Departure.during(earlier, session.since())));
        }
        seen = until;
    }
}
