package io.stoa.core.session;

import io.stoa.core.session.Unacked.Origin;
import io.stoa.jid.BareJid;
import io.stoa.session.Tracking;
import io.stoa.stanza.Stanza;

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
    private final Tombs tombs = new Tombs();

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

    /** Begins to track a session; under its lock. */
    Track begin(BoundSession session, Tracking.Terms wanted) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Duration patience =
                wanted.patience().compareTo(limits.longest()) > 0
                        ? limits.longest()
                        : wanted.patience();
        boolean resumable = wanted.resumable() && patience.isPositive() && departures != null;
        Track track =
                new Track(
                        session,
                        this,
                        id,
                        new Tracking.Terms(resumable, patience, wanted.request()));
        session.track(track);
        byId.put(id, track);
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
        if (byId.remove(track.id()) == null) {
            return;
        }
        List<Unacked> left = track.end();
        track.tomb().ifPresent(tombs::add);
        // that it has ended is written when what it held is in other hands
        elsewhere(track.bound(), left, () -> track.again(false));
    }

    /** A stanza came for a session that has just ended. */
    void late(BoundSession session, Stanza stanza) {
        elsewhere(
                session,
                List.of(new Unacked(stanza, 0, System.currentTimeMillis(), null)),
                () -> {});
    }

    private void elsewhere(BoundSession session, List<Unacked> stanzas, Runnable afterwards) {
        Departures present = departures;
        if (stanzas.isEmpty()) {
            afterwards.run();
        } else if (present == null) {
            // with a journal they are there still when the process starts again
            LOG.warn("{} stanza(s) for {} found nobody who takes them", stanzas.size(), session);
        } else {
            present.elsewhere(session, stanzas, afterwards);
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
            track.handledOne();
        }
        return complete;
    }

    @Nullable Origin origin() {
        return origin.get();
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
