package io.stoa.session;

import io.stoa.stanza.Presence;

/** What happens to a session in its life. Immutable. */
public sealed interface SessionEvent {

    /** Returns the session that it happened to. */
    Session session();

    /** The resource was bound (RFC 6120 §7). */
    record Bound(Session session) implements SessionEvent {}

    /**
     * The client broadcast its presence (RFC 6121 §4.2, §4.4).
     *
     * @param initial whether it was not available before
     */
    record Available(Session session, Presence presence, boolean initial) implements SessionEvent {}

    /** The client became unavailable (RFC 6121 §4.5). */
    record Unavailable(Session session, Presence presence) implements SessionEvent {}

    /** The stream was lost and the session kept for resumption (XEP-0198 §5). */
    record Detached(Session session) implements SessionEvent {}

    /** The session goes on with another stream (XEP-0198 §5). */
    record Resumed(Session session) implements SessionEvent {}

    /** The session has ended. */
    record Closed(Session session) implements SessionEvent {}
}
