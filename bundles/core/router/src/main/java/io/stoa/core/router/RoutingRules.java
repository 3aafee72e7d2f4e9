package io.stoa.core.router;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Delivery;
import io.stoa.bus.Destination;
import io.stoa.bus.Domains;
import io.stoa.bus.Router;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Iq;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * The rules for local delivery (RFC 6121 §8.5). Where the RFC lets a server either ignore a stanza
 * or return an error, the sender is told, except for headlines. Thread-safe; never blocks.
 */
@Component
public final class RoutingRules implements Router {

    private static final Delivery ABSENT = new Delivery.Absent();
    private static final Delivery HANDLE = new Delivery.Handle();
    private static final Delivery IGNORE = new Delivery.Ignore();
    private static final Delivery UNAVAILABLE =
            new Delivery.Reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));

    private final Domains domains;
    private final Sessions sessions;

    /** Takes what the rules ask. */
    @Activate
    public RoutingRules(
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.domains = domains;
        this.sessions = sessions;
    }

    @Override
    public Destination destination(Jid to) {
        BareJid bare = to.bare();
        if (!domains.serves(bare.domain())) {
            return new Destination.Elsewhere(bare);
        }
        if (!domains.accounts()) {
            return new Destination.Beyond(bare);
        }
        // RFC 6120 §10.5.2: mere domain, or domain and resource
        return bare.local().isEmpty()
                ? new Destination.Server(bare)
                : new Destination.Account(bare);
    }

    @Override
    public Delivery delivery(Stanza stanza, BareJid account) {
        Jid to = stanza.to().orElse(account);
        if (to instanceof FullJid full) {
            Optional<Session> match = sessions.find(full);
            if (match.isPresent()) {
                return full(stanza, match.get());
            }
            return switch (stanza) {
                case Message message -> lostMessage(message, account);
                case Presence presence -> lostPresence(presence);
                // §8.5.3.2.3
                case Iq iq -> iq instanceof IqRequest ? UNAVAILABLE : IGNORE;
            };
        }
        return switch (stanza) {
            case Message message -> bareMessage(message, account);
            // §8.5.2.1.2–3: the server acts on the account's behalf
            case Presence presence -> HANDLE;
            case Iq iq -> HANDLE;
        };
    }

    /** §8.5.3.1: a connected resource matches. */
    private static Delivery full(Stanza stanza, Session match) {
        // §3.1.3, §4.3.2: subscriptions and probes are always the bare JID's affair
        if (stanza instanceof Presence presence
                && (presence.type().isSubscription() || presence.type() == PresenceType.PROBE)) {
            return HANDLE;
        }
        return new Delivery.Deliver(List.of(match));
    }

    /** §8.5.3.2.1: no resource matches. */
    private Delivery lostMessage(Message message, BareJid account) {
        return switch (message.type()) {
            case CHAT -> bareMessage(message, account);
            case NORMAL, GROUPCHAT -> UNAVAILABLE;
            case HEADLINE, ERROR -> IGNORE;
        };
    }

    /** §8.5.3.2.2: available and unavailable are ignored, the rest is the bare JID's affair. */
    private static Delivery lostPresence(Presence presence) {
        return presence.type().isSubscription() || presence.type() == PresenceType.PROBE
                ? HANDLE
                : IGNORE;
    }

    /** §8.5.2.1.1, §8.5.2.2.1. */
    private Delivery bareMessage(Message message, BareJid account) {
        if (message.type() == MessageType.ERROR) {
            return IGNORE;
        }
        if (message.type() == MessageType.GROUPCHAT) {
            return UNAVAILABLE;
        }
        List<Session> interested =
                sessions.of(account).stream().filter(Session::interested).toList();
        if (!interested.isEmpty()) {
            return new Delivery.Deliver(interested);
        }
        return message.type() == MessageType.HEADLINE ? IGNORE : ABSENT;
    }
}
