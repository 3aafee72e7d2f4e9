package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.core.session.backlog.Unacked;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.lifecycle.Leases;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.session.SessionRegistry;
import io.stoa.session.Sessions;
import io.stoa.session.Tracking;
import io.stoa.session.Trackings;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The registry of sessions (RFC 6120 §7). Thread-safe: an account's sessions are an immutable list
 * that is replaced as a whole.
 */
@Component(
        configurationPid = "io.stoa.core.session",
        service = {Sessions.class, SessionRegistry.class, Trackings.class, SessionTable.class})
@Designate(ocd = SessionTable.Config.class)
public final class SessionTable implements SessionRegistry, Trackings {

    /** The configuration. */
    @ObjectClassDefinition(name = "Sessions", description = "Limits on sessions (RFC 6120 §7).")
    public @interface Config {

        /** The limit for each account. */
        @AttributeDefinition(
                description =
                        "How many resources of one account may be connected at once; one more is"
                                + " refused with resource-constraint (RFC 6120 §7.6.2.1).")
        int sessionsPerAccount() default 16;

        /** How long a session is kept. */
        @AttributeDefinition(
                description =
                        "How many seconds a session is kept at most after its stream was lost, for"
                                + " its client to resume it (XEP-0198 §5); 0 keeps none.")
        int resumeSeconds() default 600;

        /** How many stanzas may be unacknowledged. */
        @AttributeDefinition(
                description =
                        "How many stanzas may wait for a client's acknowledgement; with more, its"
                                + " session ends and the messages among them go where messages go"
                                + " for somebody who is away.")
        int unackedStanzas() default 5000;

        /** How many bytes may be unacknowledged. */
        @AttributeDefinition(description = "The same limit in bytes.")
        int unackedBytes() default 4_194_304;

        /** Whether sessions are stored. */
        @AttributeDefinition(
                description =
                        "Whether sessions that can be resumed survive a crash or restart of the"
                                + " server. What is sent to their clients is then written to the"
                                + " storage first. Without it they survive lost connections and"
                                + " updates of bundles only.")
        boolean durable() default true;
    }

    private volatile boolean restored;
    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ConcurrentHashMap<BareJid, List<BoundSession>> accounts =
            new ConcurrentHashMap<>();
    private final Listeners listeners;
    private final Leases leases;
    private final AtomicInteger count = new AtomicInteger();
    private final DeliveryChain filters;
    private final int sessionsPerAccount;
    private final boolean durable;
    private final Tracks tracks;

    /** Makes an empty registry. */
    @Activate
    public SessionTable(
            @Reference(policyOption = GREEDY) DeliveryChain filters,
            @Reference(policyOption = GREEDY) Leases leases,
            Config config) {
        this.filters = filters;
        this.leases = leases;
        this.listeners = new Listeners(leases);
        this.sessionsPerAccount = config.sessionsPerAccount();
        this.durable = config.durable();
        filters.sessions(this::all);
        this.tracks =
                new Tracks(
                        new Tracks.Limits(
                                Duration.ofSeconds(config.resumeSeconds()),
                                config.unackedStanzas(),
                                config.unackedBytes()));
    }

    /** Adds a listener. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(SessionListener listener, Map<String, Object> properties) {
        listeners.add(listener, properties);
    }

    /** Removes a listener. */
    public void unbindListener(SessionListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Optional<Session> find(FullJid address) {
        for (BoundSession session : accounts.getOrDefault(address.bare(), List.of())) {
            if (session.address().resource().equals(address.resource())) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Session> of(BareJid account) {
        return List.copyOf(accounts.getOrDefault(account, List.of()));
    }

    @Override
    public List<Session> all() {
        List<Session> all = new ArrayList<>(count.get());
        accounts.values().forEach(all::addAll);
        return all;
    }

    List<BoundSession> everybody() {
        return accounts.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public int count() {
        return count.get();
    }

    @Override
    public Session open(FullJid address, Outlet outlet) {
        makeRoom(address.bare());
        BoundSession session = new BoundSession(address, outlet, filters, this);
        add(session);
        tell(new SessionEvent.Bound(session));
        return session;
    }

    private void add(BoundSession session) {
        accounts.compute(
                session.address().bare(),
                (account, present) -> with(present, session, sessionsPerAccount));
        count.incrementAndGet();
    }

    /** Whoever comes is worth more than who is away the longest. */
    private void makeRoom(BareJid account) {
        List<BoundSession> present = accounts.getOrDefault(account, List.of());
        if (present.size() >= sessionsPerAccount) {
            present.stream()
                    .filter(BoundSession::detached)
                    .findFirst()
                    .ifPresent(oldest -> tracks.departures().ifPresent(it -> it.expire(oldest)));
        }
    }

    private static List<BoundSession> with(
            @Nullable List<BoundSession> present, BoundSession added, int limit) {
        if (present == null) {
            return List.of(added);
        }
        String resource = added.address().resource();
        if (present.stream().anyMatch(other -> other.address().resource().equals(resource))) {
            throw new StanzaException(Condition.CONFLICT);
        }
        if (present.size() >= limit) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.RESOURCE_CONSTRAINT,
                            "this account has " + limit + " sessions, and may have no more"));
        }
        List<BoundSession> longer = new ArrayList<>(present);
        longer.add(added);
        return List.copyOf(longer);
    }

    @Override
    public void presence(Session session, Presence presence) {
        if (!(session instanceof BoundSession bound)) {
            throw new IllegalArgumentException("not a session of this registry: " + session);
        }
        if (presence.type() == PresenceType.AVAILABLE) {
            boolean initial = bound.presence().isEmpty();
            bound.presence(presence);
            tell(new SessionEvent.Available(session, presence, initial));
        } else if (presence.type() == PresenceType.UNAVAILABLE) {
            bound.presence(null);
            tell(new SessionEvent.Unavailable(session, presence));
        }
    }

    @Override
    public void close(Session session) {
        if (!(session instanceof BoundSession bound) || !bound.end()) {
            return;
        }
        accounts.computeIfPresent(
                session.address().bare(), (account, present) -> without(present, session));
        count.decrementAndGet();
        tracks.departures().ifPresent(it -> it.expectNoMore(bound));
        Track track = bound.track();
        if (track != null) {
            tracks.end(track);
        }
        tell(new SessionEvent.Closed(session));
    }

    /** Counts what a feature delivers to sessions itself. */
    void sends() {
        if (!leases.sends()) {
            throw new IllegalStateException("too many stanzas sent in one call");
        }
    }

    // ── what is tracked ──

    Tracks tracks() {
        return tracks;
    }

    boolean keeps() {
        return durable;
    }

    private static BoundSession own(Session session) {
        if (session instanceof BoundSession bound) {
            return bound;
        }
        throw new IllegalArgumentException("not a session of this registry: " + session);
    }

    @Override
    public Optional<Tracking> begin(
            Session session, Tracking.Terms terms, Function<Tracking, Element> answer) {
        BoundSession bound = own(session);
        bound.wire().lock();
        try {
            if (bound.track() != null || bound.ended()) {
                return Optional.empty();
            }
            Track track = tracks.begin(bound, terms);
            bound.outlet().nonza(answer.apply(track));
            track.again(true);
            return Optional.of(track);
        } finally {
            bound.wire().unlock();
        }
    }

    @Override
    public Optional<Tracking> of(Session session) {
        return Optional.ofNullable(own(session).track());
    }

    @Override
    public Optional<Tracking> find(BareJid account, String id) {
        return tracks.find(account, id).map(it -> it);
    }

    @Override
    public OptionalLong ended(BareJid account, String id) {
        return tracks.ended(account, id);
    }

    @Override
    public String cause() {
        Unacked.Origin origin = tracks.origin();
        return origin == null ? "" : origin.text();
    }

    @Override
    public boolean handling(Session session, BooleanSupplier carry) {
        Track track = own(session).track();
        return track == null ? carry.getAsBoolean() : tracks.handling(track, carry);
    }

    @Override
    public boolean detach(Session session, Outlet outlet) {
        BoundSession bound = own(session);
        Track track = bound.track();
        Optional<Departures> departures = tracks.departures();
        if (track == null || !track.resumable() || departures.isEmpty() || bound.ended()) {
            return false;
        }
        if (bound.letGo(outlet)) {
            track.lost();
            tell(new SessionEvent.Detached(bound));
            departures.get().expect(bound);
        }
        return true;
    }

    @Override
    public boolean attach(Tracking tracking, Outlet outlet, Function<Tracking, Element> answer) {
        BoundSession session = own(tracking.session());
        Track track = session.track();
        if (track == null) {
            return false;
        }
        Outlet present = session.outlet();
        if (!session.detached()) {
            // XEP-0198 §5: the old stream gets a conflict
            if (!present.release(StreamError.of(StreamCondition.CONFLICT, "resumed elsewhere"))) {
                return false;
            }
            detach(session, present);
        }
        // what the answer says was handled must stay so
        track.awaitSafe(PATIENCE);
        boolean taken =
                session.take(
                        outlet,
                        () -> {
                            outlet.nonza(answer.apply(track));
                            track.resume();
                        });
        if (taken) {
            tracks.departures().ifPresent(it -> it.expectNoMore(session));
            tell(new SessionEvent.Resumed(session));
        }
        return taken;
    }

    @Override
    public Optional<Boolean> ask(Session session) {
        return Optional.ofNullable(own(session).track()).map(Track::ask);
    }

    /** Tells the contacts of a detached session that was ended. */
    void farewell(BoundSession session) {
        tracks.departures().ifPresent(it -> it.farewell(session));
    }

    /** Brings a session back as it was before the process ended; false when it is here. */
    boolean restore(Replay.Restored was) {
        BareJid account = was.head().address().bare();
        if (tracks.find(account, was.id()).isPresent()
                || tracks.ended(account, was.id()).isPresent()) {
            return false;
        }
        BoundSession session =
                new BoundSession(was.head().address(), was.head().since(), filters, this);
        return restore(session, was.state(), () -> new Track(session, tracks, was));
    }

    @Override
    public boolean restored() {
        return restored;
    }

    /** Everybody is here again who comes again. */
    void allRestored() {
        restored = true;
    }

    /**
     * Brings back a session that nobody can resume, so that it ends in good order: whoever took it
     * for available learns that it is not (RFC 6121 §4.5), and what comes meanwhile is not lost.
     */
    void restoreToEnd(Saved.Passing was) {
        BoundSession session = new BoundSession(was.address(), was.since(), filters, this);
        restore(session, was.state(), () -> tracks.passing(session));
    }

    private boolean restore(BoundSession session, Saved.State state, Supplier<Track> tracked) {
        state.values().forEach(session::put);
        Track track = tracked.get();
        session.track(track);
        try {
            add(session);
        } catch (StanzaException taken) {
            LOG.info("{} cannot be restored: {}", session, taken.getMessage());
            return false;
        }
        tracks.add(track);
        session.presence(state.presence().orElse(null));
        tell(new SessionEvent.Bound(session));
        tell(new SessionEvent.Detached(session));
        tracks.departures().ifPresent(it -> it.expectBack(session));
        return true;
    }

    private static @Nullable List<BoundSession> without(
            List<BoundSession> present, Session removed) {
        List<BoundSession> kept = present.stream().filter(other -> other != removed).toList();
        return kept.isEmpty() ? null : kept;
    }

    private void tell(SessionEvent event) {
        listeners.tell(event);
    }
}
