package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.core.session.backlog.Unacked;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Ends the sessions that nobody resumed: says unavailable in their name, and gives what their
 * clients never confirmed to whoever takes it. Thread-safe.
 */
@Component(service = Departures.class, immediate = true)
public final class Departures {

    /**
     * For how long a session that was brought back is kept at least: no client could come while the
     * process was away, and what takes what the session leaves behind may not be there yet.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SessionTable table;
    private final StanzaBus bus;
    private final Schedule schedule;
    private final BooleanSupplier starting;
    private final Map<BoundSession, Schedule.Job> timers = new ConcurrentHashMap<>();

    /** Takes the path; sessions may be detached already. */
    @Activate
    public Departures(
            @Reference(policyOption = GREEDY) SessionTable table,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            BundleContext context) {
        this(table, bus, schedule, () -> starting(context));
    }

    /** Takes the path; {@code starting} tells whether features may yet be missing. */
    public Departures(
            SessionTable table, StanzaBus bus, Schedule schedule, BooleanSupplier starting) {
        this.table = table;
        this.bus = bus;
        this.schedule = schedule;
        this.starting = starting;
        table.tracks().departures(this);
        table.tracks().detached().forEach(this::expectBack);
    }

    private static boolean starting(BundleContext context) {
        return Optional.ofNullable(context.getBundle(0))
                .filter(it -> it.getState() == Bundle.STARTING)
                .isPresent();
    }

    /** Sessions that are detached stay so. */
    @Deactivate
    public void stop() {
        table.tracks().departures(null);
        timers.values().forEach(Schedule.Job::cancel);
        timers.clear();
    }

    /** A session was detached: it ends when its time is up. */
    void expect(BoundSession session) {
        expect(session, Duration.ZERO);
    }

    /** A session is there again after the process had ended. */
    void expectBack(BoundSession session) {
        expect(session, GRACE);
    }

    private void expect(BoundSession session, Duration least) {
        Track track = session.track();
        if (track != null) {
            Duration left = track.left();
            Schedule.Job timer =
                    schedule.after(left.compareTo(least) < 0 ? least : left, () -> due(session));
            cancel(timers.put(session, timer));
        }
    }

    /** A session was resumed, or has ended. */
    void expectNoMore(BoundSession session) {
        cancel(timers.remove(session));
    }

    private static void cancel(Schedule.@Nullable Job timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** While the server starts nobody can come back, and who has to be told may not listen yet. */
    private void due(BoundSession session) {
        if (starting.getAsBoolean()) {
            expectBack(session);
        } else {
            expire(session);
        }
    }

    /** Ends a session if it is detached still. On a thread that may block. */
    void expire(BoundSession session) {
        if (session.beginEnd()) {
            unavailable(session);
            table.close(session);
        }
    }

    /** RFC 6121 §4.5.3: unless another session has the address. */
    private void unavailable(BoundSession session) {
        boolean replaced =
                table.find(session.address()).filter(it -> !it.equals(session)).isPresent();
        if (!replaced) {
            bus.passage(Presence.of(PresenceType.UNAVAILABLE), session).advance(true);
        }
    }

    /** A detached session was ended by somebody: its contacts must learn of it. */
    void farewell(BoundSession session) {
        schedule.after(Duration.ZERO, () -> unavailable(session));
    }

    /** More is unacknowledged than may be. */
    void overflow(BoundSession session) {
        schedule.after(
                Duration.ZERO,
                () -> {
                    if (session.detached()) {
                        expire(session);
                    } else {
                        session.close(
                                StreamError.of(
                                        StreamCondition.RESOURCE_CONSTRAINT,
                                        "acknowledge what you are sent"));
                    }
                });
    }

    /** Takes what a client never confirmed, in order. */
    void elsewhere(BoundSession session, Tracks.Legacy legacy, Runnable afterwards) {
        schedule.after(Duration.ZERO, () -> elsewhere(session, legacy, 0, afterwards));
    }

    /** While the storage is away, what is left waits for it; the journal has it until then. */
    private void elsewhere(
            BoundSession session, Tracks.Legacy legacy, int first, Runnable afterwards) {
        int next = first;
        try {
            while (next < legacy.stanzas().size()) {
                Unacked each = legacy.stanzas().get(next);
                table.tracks().moving(legacy, next, () -> move(each, session));
                next++;
            }
        } catch (StorageException away) {
            LOG.debug("{} stanzas are not taken yet", legacy.stanzas().size() - next, away);
            int again = next;
            schedule.after(AGAIN, () -> elsewhere(session, legacy, again, afterwards));
            return;
        }
        afterwards.run();
    }

    private void move(Unacked unacked, BoundSession session) {
        bus.undelivered(
                unacked.stanza(), session.address(), Instant.ofEpochMilli(unacked.millis()));
    }
}
