package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.session.SessionRegistry;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The registry of sessions (RFC 6120 §7). Thread-safe: an account's sessions are an immutable list
 * that is replaced as a whole.
 */
@Component(
        configurationPid = "io.stoa.core.session",
        service = {Sessions.class, SessionRegistry.class})
@Designate(ocd = SessionTable.Config.class)
public final class SessionTable implements SessionRegistry {

    /** The configuration. */
    @ObjectClassDefinition(name = "Sessions", description = "Limits on sessions (RFC 6120 §7).")
    public @interface Config {

        /** The limit for each account. */
        @AttributeDefinition(
                description =
                        "How many resources of one account may be connected at once; one more is"
                                + " refused with resource-constraint (RFC 6120 §7.6.2.1).")
        int sessionsPerAccount() default 16;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);

    private final ConcurrentHashMap<BareJid, List<BoundSession>> accounts =
            new ConcurrentHashMap<>();
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final DeliveryChain filters;
    private final int sessionsPerAccount;

    /** Makes an empty registry. */
    @Activate
    public SessionTable(@Reference(policyOption = GREEDY) DeliveryChain filters, Config config) {
        this.filters = filters;
        this.sessionsPerAccount = config.sessionsPerAccount();
    }

    /** Adds a listener. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(SessionListener listener) {
        listeners.add(listener);
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

    @Override
    public int count() {
        return count.get();
    }

    @Override
    public Session open(FullJid address, Outlet outlet) {
        BoundSession session = new BoundSession(address, outlet, filters, this::close);
        accounts.compute(
                address.bare(), (account, present) -> with(present, session, sessionsPerAccount));
        count.incrementAndGet();
        tell(new SessionEvent.Bound(session));
        return session;
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
        tell(new SessionEvent.Closed(session));
    }

    private static @Nullable List<BoundSession> without(
            List<BoundSession> present, Session removed) {
        List<BoundSession> kept = present.stream().filter(other -> other != removed).toList();
        return kept.isEmpty() ? null : kept;
    }

    private void tell(SessionEvent event) {
        for (SessionListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException failure) {
                // a boundary: one feature's failure must not end another's session
                LOG.error(
                        "{} failed on {}",
                        listener.getClass().getName(),
                        event.getClass().getSimpleName(),
                        failure);
            }
        }
    }
}
