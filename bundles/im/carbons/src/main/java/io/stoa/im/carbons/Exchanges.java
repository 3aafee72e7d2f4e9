package io.stoa.im.carbons;

import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Message;

import java.util.Optional;

/**
 * The last messages of a session that were eligible for copies, so that an error can be told to be
 * an answer to one of them (XEP-0280 §6.1). An error need not have the message in it, and what it
 * has proves nothing (§10.3); its {@code id} and the other party do. A session's messages are seen
 * in its account's lane only. Stateless: they are kept with the session.
 */
final class Exchanges {

    /** So many messages are remembered; the first place says where the next one goes. */
    private static final int SIZE = 32;

    private static final Session.Key<long[]> RECENT =
            new Session.Key<>("im.carbons.recent", long[].class);

    private static final int SENT = 1;
    private static final int RECEIVED = 2;

    private Exchanges() {}

    /** The session has sent an eligible message. */
    static void sent(Session session, Message message) {
        remember(session, SENT, message.to(), message.id());
    }

    /** The session was given an eligible message. */
    static void received(Session session, Message message) {
        remember(session, RECEIVED, message.from(), message.id());
    }

    /** Tells whether an error that the session sends answers a message that was copied. */
    static boolean answersReceived(Session session, Message error) {
        return knows(session, RECEIVED, error.to(), error.id());
    }

    /** Tells whether an error that arrives for the session answers a message that was copied. */
    static boolean answersSent(Session session, Message error) {
        return knows(session, SENT, error.from(), error.id());
    }

    private static void remember(Session session, int direction, Optional<Jid> other, String id) {
        if (other.isEmpty() || id.isEmpty()) {
            return;
        }
        long[] recent = session.get(RECENT).orElseGet(() -> new long[SIZE + 1]);
        recent[1 + (int) recent[0]] = mark(direction, other.get(), id);
        recent[0] = (recent[0] + 1) % SIZE;
        session.put(RECENT, recent);
    }

    private static boolean knows(Session session, int direction, Optional<Jid> other, String id) {
        if (other.isEmpty() || id.isEmpty()) {
            return false;
        }
        long[] recent = session.get(RECENT).orElseGet(() -> new long[0]);
        long mark = mark(direction, other.get(), id);
        for (int i = 1; i < recent.length; i++) {
            if (recent[i] == mark) {
                return true;
            }
        }
        return false;
    }

    /** Never zero, which is an empty place. */
    private static long mark(int direction, Jid other, String id) {
        return ((long) other.hashCode() << 32 | (id.hashCode() & 0xffffffffL)) * 4 + direction;
    }
}
