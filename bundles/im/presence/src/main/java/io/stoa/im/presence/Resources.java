package io.stoa.im.presence;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The available resources of an account (RFC 6121 §4.1). Thread-safe. */
final class Resources {

    private final Sessions sessions;

    Resources(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Returns the sessions that have a presence session now. */
    List<Session> available(BareJid account) {
        return sessions.of(account).stream().filter(it -> it.presence().isPresent()).toList();
    }

    /** Returns all sessions that could be meant by an address of an account. */
    List<Session> named(Jid address) {
        return sessions.of(address.bare()).stream()
                .filter(it -> address instanceof BareJid || it.address().equals(address))
                .toList();
    }

    /** Tells whether a session is still there. */
    boolean connected(Session session) {
        return sessions.find(session.address()).filter(session::equals).isPresent();
    }

    /** Delivers to every available resource; {@code to} stays as it is (§8.5.2.1). */
    void deliver(BareJid account, Stanza stanza) {
        for (Session session : sessions.of(account)) {
            if (session.presence().isPresent()) {
                session.deliver(stanza);
            }
        }
    }

    /** The last presence that each available resource has broadcast, from its full JID. */
    Stream<Presence> current(BareJid account) {
        return sessions.of(account).stream().map(Resources::current).flatMap(Optional::stream);
    }

    /** The last presence that a resource has broadcast, with its {@code id} (§4.3.2.1). */
    static Optional<Presence> current(Session session) {
        return session.presence().map(presence -> presence.withFrom(session.address()));
    }

    /** Unavailable presence from each available resource (§3.2.2, §3.3.3). */
    Stream<Presence> gone(BareJid account) {
        return available(account).stream()
                .map(it -> Presence.of(PresenceType.UNAVAILABLE).withFrom(it.address()));
    }
}
