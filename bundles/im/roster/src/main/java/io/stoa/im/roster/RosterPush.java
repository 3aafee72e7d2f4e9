package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterListener;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** Tells the interested resources of an account what has changed (RFC 6121 §2.1.6). Thread-safe. */
final class RosterPush {

    /** Whether a resource has asked for the roster (§2.2). */
    static final Session.Key<Boolean> INTERESTED =
            new Session.Key<>("im.roster.interested", Boolean.class);

    private final Sessions sessions;
    private final List<RosterListener> listeners;

    RosterPush(Sessions sessions, List<RosterListener> listeners) {
        this.sessions = sessions;
        this.listeners = listeners;
    }

    void interest(Session session) {
        session.put(INTERESTED, Boolean.TRUE);
    }

    /** Delivers subscription presence ahead of the push it leads to (§3.1.6, §3.2.3, §3.3.3). */
    void notices(BareJid account, Presence... notices) {
        if (notices.length == 0) {
            return;
        }
        for (Session session : sessions.of(account)) {
            if (interested(session)) {
                for (Presence notice : notices) {
                    session.deliver(notice);
                }
            }
        }
    }

    /**
     * Pushes an item. The version is unique (§2.6.3), hence so is the id made of it; as of old, a
     * push has no {@code from} (§2.1.6). Answers to it are nobody's business.
     */
    void push(BareJid account, BareJid contact, Optional<RosterItem> item, String version) {
        Element pushed =
                item.filter(RosterItem::listed)
                        .map(ItemElements::write)
                        .orElseGet(() -> ItemElements.writeRemoved(contact.toString()));
        Element query = Element.of(ItemElements.NAMESPACE, "query", pushed).with("ver", version);
        IqSet push = IqSet.of("push-" + version, query);
        for (Session session : sessions.of(account)) {
            if (interested(session)) {
                session.deliver(push.withTo(session.address()));
            }
        }
        listeners.forEach(it -> it.pushed(account, query));
    }

    private static boolean interested(Session session) {
        return session.get(INTERESTED).isPresent();
    }
}
