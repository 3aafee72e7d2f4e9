package io.stoa.core.session;

import io.stoa.core.session.backlog.Unacked;
import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.jid.BareJid;
import io.stoa.session.Tracking;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The trackings there are, and what they share. Thread-safe. */
final class Tracks {

    /**
     * What a tracked session may cost.
     *
     * @param longest how long a session without a stream is kept at most
     * @param stanzas how many stanzas may be unacknowledged
     * @param bytes how many bytes they may have
     */
    record Limits(Duration longest, int stanzas, int bytes) {

        /** How many bytes may be on their way to a client that has not acknowledged them. */
        int window() {
            return Math.min(bytes, 262_144);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Tracks.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 18;

    private final Map<String, Track> byId = new ConcurrentHashMap<>();
    // those that have ended, and what they held is not in other hands yet
    private final Map<String, Track> leaving = new ConcurrentHashMap<>(2);
    private final Tombs tombs = new Tombs();
    private final Given given = new Given();

    // there is one registry, as long as the server runs; a static one would outlive the bundle
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Origin> origin = new ThreadLocal<>();

    private final Limits limits;
    private volatile @Nullable Journal journal;
    private volatile @Nullable Departures departures;

    Tracks(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    Tombs tombs() {
        return tombs;
    }

    Collection<Track> all() {
        return List.copyOf(byId.values());
    }

    /** All that the journal has to know of: also those that are leaving. */
    Collection<Track> written() {
        List<Track> written = new ArrayList<>(byId.values());
        // afterwards: who goes from there to here meanwhile is in one of them at least
        written.addAll(leaving.values());
        written.removeIf(track -> !track.resumable());
        return written;
    }

    /** Tells whether a session has ended and what it held is not in other hands yet. */
    boolean leaving(Track track) {
        return leaving.containsKey(track.id());
    }

    /** The tombs of those that have left. */
    List<Tombs.Tomb> settledTombs() {
        return tombs.all().stream().filter(tomb -> !leaving.containsKey(tomb.id())).toList();
    }

    private static String newId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Tracks a session whose end is all that is to come; nobody knows the id. */
    Track passing(BoundSession session) {
        return new Track(
                session,
                this,
                newId(),
                new Tracking.Terms(true, Duration.ZERO, Element.of("stoa:nobody", "r")));
    }

    /** Begins to track a session; under its lock. */
    Track begin(BoundSession session, Tracking.Terms wanted) {
        Duration patience =
                wanted.patience().compareTo(limits.longest()) > 0
                        ? limits.longest()
                        : wanted.patience();
        boolean resumable = wanted.resumable() && patience.isPositive() && departures != null;
        Track track =
                new Track(
                        session,
                        this,
                        newId(),
                        new Tracking.Terms(resumable, patience, wanted.request()));
        session.track(track);
        byId.put(track.id(), track);
        return track;
    }

    /** Takes a session that is as it was before the process ended. */
    void add(Track track) {
        byId.put(track.id(), track);
    }

    Optional<Track> find(BareJid account, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(it -> it.resumable() && it.bound().address().bare().equals(account));
    }

    OptionalLong ended(BareJid account, String id) {
        return tombs.handled(account, id);
    }

    /** A tracked session has ended: what its client never confirmed goes elsewhere. */
    void end(Track track) {
        leaving.put(track.id(), track);
        if (byId.remove(track.id()) == null) {
            leaving.remove(track.id());
            return;
        }
        long first = track.firstOpen();
        List<Unacked> left = track.end();
        track.tomb().ifPresent(tombs::add);
        // that it has ended is written when what it held is in other hands
        elsewhere(track.bound(), new Legacy(track.id(), first, left), () -> ended(track));
    }

    private void ended(Track track) {
        given.forget(track.id());
        leaving.remove(track.id());
        track.again(false);
    }

    /**
     * What a session leaves behind at its end.
     *
     * @param id the tracking's id; "" when it would not be left behind again after a crash
     * @param first the number of the first of the stanzas
     */
    record Legacy(String id, long first, List<Unacked> stanzas) {}

    /** A stanza came for a session that has just ended. */
    void late(BoundSession session, Stanza stanza) {
        elsewhere(
                session,
                new Legacy(
                        "", 0, List.of(new Unacked(stanza, 0, System.currentTimeMillis(), null))),
                () -> {});
    }

    private void elsewhere(BoundSession session, Legacy legacy, Runnable afterwards) {
        Departures present = departures;
        int count = legacy.stanzas().size();
        if (count == 0) {
            afterwards.run();
        } else if (present == null) {
            // with a journal they are there still when the process starts again
            LOG.warn("{} stanza(s) for {} found nobody who takes them", count, session);
        } else {
            present.elsewhere(session, legacy, afterwards);
        }
    }

    Given given() {
        return given;
    }

    /** An account was given something out of a store, which may come again. */
    void given(@Nullable Origin origin, BareJid account) {
        Track cause = origin == null ? null : byId.get(origin.id());
        if (cause != null && origin != null && !origin.handledBy(cause.nextInbound() - 1)) {
            given.add(origin, account);
        }
    }

    /** Moves what a session has left behind; what is delivered is known to come of it. */
    void moving(Legacy legacy, int index, Runnable move) {
        if (!legacy.id().isEmpty() && journal != null) {
            origin.set(new Origin(legacy.id(), -(legacy.first() + index)));
        }
        try {
            move.run();
        } finally {
            origin.remove();
        }
    }

    void overflow(BoundSession session) {
        Departures present = departures;
        if (present != null) {
            present.overflow(session);
        }
    }

    // ── what a client sends ──

    /** Carries a client's stanza; what is delivered meanwhile is known to come of it. */
    boolean handling(Track track, BooleanSupplier carry) {
        boolean repeatable = journal != null && track.resumable();
        if (repeatable) {
            origin.set(new Origin(track.id(), track.nextInbound()));
        }
        boolean complete;
        try {
            complete = carry.getAsBoolean();
        } finally {
            if (repeatable) {
                origin.remove();
            }
        }
        if (complete) {
            given.forget(track.id(), track.handledOne());
        }
        return complete;
    }

    @Nullable Origin origin() {
        return origin.get();
    }

    /** Takes notice of a session that cannot be resumed; false when nobody keeps it. */
    boolean note(BoundSession session) {
        Journal present = journal;
        if (present != null) {
            present.touched(session);
        }
        return present != null;
    }

    // ── who helps ──

    @Nullable Journal journal() {
        return journal;
    }

    /** Tells whether what is delivered will be durable in a moment. */
    boolean durable() {
        Journal present = journal;
        return present != null && !present.degraded();
    }

    void journal(Journal come) {
        journal = come;
        all().forEach(track -> track.again(true));
    }

    void noJournal() {
        journal = null;
        all().forEach(Track::releaseAll);
    }

    Optional<Departures> departures() {
        return Optional.ofNullable(departures);
    }

    void departures(@Nullable Departures present) {
        departures = present;
    }

    List<BoundSession> detached() {
        List<BoundSession> detached = new ArrayList<>();
        for (Track track : byId.values()) {
            if (track.bound().detached()) {
                detached.add(track.bound());
            }
        }
        return detached;
    }
}
