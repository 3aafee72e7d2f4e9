package io.stoa.session;

import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.function.Consumer;

/**
 * Stands between {@link Session#deliver} and the wire: it may hold a stanza back, change it or
 * count it. Its component declares its place with {@link Filters}. Called for one stanza of a
 * session at a time; must not block.
 */
@ConsumerType
public interface DeliveryFilter {

    /**
     * Handles a stanza on its way out.
     *
     * @param stanza the stanza
     * @param session the session it is delivered to
     * @param onward takes what shall go on: nothing, this stanza, or others before it
     */
    void deliver(Stanza stanza, Session session, Consumer<Stanza> onward);

    /**
     * Sends on whatever is held back for a session: the filter is about to leave, or somebody has
     * called {@link Session#flush}. Called as {@link #deliver} is, never at the same time.
     */
    default void flush(Session session, Consumer<Stanza> onward) {}

    /**
     * Returns what is held back for a session, in order: it survives a crash with a session that
     * can be resumed, and is then sent on.
     */
    default List<Stanza> held(Session session) {
        return List.of();
    }
}
