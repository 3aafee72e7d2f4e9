package io.stoa.im.presence;

import io.stoa.bus.Context;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Broadcasts what a resource says of itself (RFC 6121 §4.2, §4.4, §4.5). Thread-safe. */
final class Broadcast {

    /** Whether a resource has a presence session (§4.1), so that the initial presence is known. */
    private static final Session.Key<Boolean> AVAILABLE =
            new Session.Key<>("im.presence.available", Boolean.class);

    private final Rosters rosters;
    private final Resources resources;
    private final DirectedPresence directed;
    private final LastPresence last;

    Broadcast(Rosters rosters, Resources resources, DirectedPresence directed, LastPresence last) {
        this.rosters = rosters;
        this.resources = resources;
        this.directed = directed;
        this.last = last;
    }

    /** Takes a session for available that was so before this feature came. */
    static void adopt(Session session) {
        if (session.presence().isPresent()) {
            session.put(AVAILABLE, Boolean.TRUE);
        }
    }

    /** The resource is available (§4.2.2, §4.4.2). */
    void available(Presence presence, Session session, Context context) {
        BareJid self = context.self();
        List<RosterItem> items = rosters.items(self);
        resources.deliver(self, presence.withTo(self));
        tell(presence, items, context);
        if (session.get(AVAILABLE).isEmpty()) {
            session.put(AVAILABLE, Boolean.TRUE);
            begin(session, items, context);
        }
    }

    private static void tell(Presence presence, List<RosterItem> items, Context context) {
        for (RosterItem item : items) {
            if (item.subscription().from()) {
                context.send(presence.withTo(item.contact()));
            }
        }
    }

    /** A presence session begins: what the resource has missed. */
    private void begin(Session session, List<RosterItem> items, Context context) {
        BareJid self = context.self();
        for (Session other : resources.available(self)) {
            if (!other.equals(session)) {
                Resources.current(other)
                        .ifPresent(presence -> session.deliver(presence.withTo(self)));
            }
        }
        // §3.1.3 rule 4: until the contact has been answered
        items.forEach(item -> item.pendingIn().ifPresent(session::deliver));
        // §4.3.1: probes leave from the bare JID
        Presence probe = Presence.of(PresenceType.PROBE).withFrom(self);
        for (RosterItem item : items) {
            if (item.subscription().to()) {
                context.send(probe.withTo(item.contact()));
            } else if (item.pendingOut()) {
                // §3.1.2: SHOULD resend, with an id
                context.send(
                        Presence.of(PresenceType.SUBSCRIBE)
                                .withFrom(self)
                                .withTo(item.contact())
                                .withId("again"));
            }
        }
    }

    /** The resource is no longer available, whether it has said so or not (§4.5.2). */
    void unavailable(Presence presence, Session session, Context context) {
        Set<BareJid> told = new HashSet<>();
        if (session.get(AVAILABLE).isPresent()) {
            session.remove(AVAILABLE);
            BareJid self = context.self();
            List<RosterItem> items = rosters.items(self);
            Presence own = presence.withTo(self);
            resources.deliver(self, own);
            if (resources.connected(session)) {
                session.deliver(own);
            }
            tell(presence, items, context);
            items.stream()
                    .filter(item -> item.subscription().from())
                    .forEach(item -> told.add(item.contact()));
            if (resources.available(self).isEmpty()) {
                last.remember(self, presence);
            }
        }
        // §4.6.3 rules 2 and 3
        for (Jid entity : directed.clear(session)) {
            if (!told.contains(entity.bare())) {
                context.send(presence.withTo(entity));
            }
        }
    }
}
