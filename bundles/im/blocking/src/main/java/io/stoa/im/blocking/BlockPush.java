package io.stoa.im.blocking;

import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;

import java.util.UUID;

/**
 * Tells the resources that have asked for the list what has changed (XEP-0191 §3.3–3.5).
 * Thread-safe.
 */
final class BlockPush {

    /** Whether a resource has asked for the list. */
    static final Session.Key<Boolean> INTERESTED =
            new Session.Key<>("im.blocking.interested", Boolean.class);

    private final Sessions sessions;

    BlockPush(Sessions sessions) {
        this.sessions = sessions;
    }

    void interest(Session session) {
        session.put(INTERESTED, Boolean.TRUE);
    }

    /** As in the examples, a push has no {@code from}. Answers to it are nobody's business. */
    void push(BareJid account, Element command) {
        IqSet push = IqSet.of("block-" + UUID.randomUUID(), command);
        for (Session session : sessions.of(account)) {
            if (session.get(INTERESTED).isPresent()) {
                session.deliver(push.withTo(session.address()));
            }
        }
    }
}
