package io.stoa.im.presence;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remembers to whom a resource has sent directed presence (RFC 6121 §4.6.1), with the session
 * itself, so that the list ends when it does. A session's list changes in its account's lane only.
 * Stateless.
 */
final class DirectedPresence {

    private static final Session.Key<Jid[]> DIRECTED =
            new Session.Key<>("im.presence.directed", Jid[].class);

    private final int limit;

    DirectedPresence(int limit) {
        this.limit = limit;
    }

    /**
     * Adds an entity.
     *
     * @throws StanzaException with {@code resource-constraint} when there are too many: presence
     *     that is not remembered could never be taken back
     */
    void add(Session session, Jid entity) {
        List<Jid> entities = of(session);
        if (entities.contains(entity)) {
            return;
        }
        if (entities.size() >= limit) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.RESOURCE_CONSTRAINT,
                            "directed presence goes to at most " + limit + " entities"));
        }
        session.put(
                DIRECTED, Stream.concat(entities.stream(), Stream.of(entity)).toArray(Jid[]::new));
    }

    /** Removes an entity; from a bare JID, all its resources. */
    void remove(Session session, Jid entity) {
        List<Jid> entities = of(session);
        if (entities.isEmpty()) {
            return;
        }
        List<Jid> kept =
                entities.stream()
                        .filter(
                                it ->
                                        !it.equals(entity)
                                                && !(entity instanceof BareJid
                                                        && it.bare().equals(entity)))
                        .toList();
        if (kept.isEmpty()) {
            session.remove(DIRECTED);
        } else if (kept.size() < entities.size()) {
            session.put(DIRECTED, kept.toArray(Jid[]::new));
        }
    }

    /** Empties the list and returns what was in it. */
    List<Jid> clear(Session session) {
        List<Jid> entities = of(session);
        session.remove(DIRECTED);
        return entities;
    }

    /** Tells whether an entity that asks has got directed presence (§4.6.6). */
    boolean reached(Session session, Jid asker) {
        for (Jid entity : of(session)) {
            boolean either = entity instanceof BareJid || asker instanceof BareJid;
            if (entity.equals(asker) || (either && entity.bare().equals(asker.bare()))) {
                return true;
            }
        }
        return false;
    }

    private static List<Jid> of(Session session) {
        return session.get(DIRECTED).map(Arrays::asList).orElse(List.of());
    }
}
