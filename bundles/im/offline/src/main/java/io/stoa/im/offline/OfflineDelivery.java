package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.BlockLists;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.session.Sessions;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaId;
import io.stoa.storage.Log;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Comparator;

/**
 * Delivers what waits to the first resource that is available with a priority that is not negative
 * (XEP-0160 §2), in the order of arrival and before anything that comes meanwhile: presence is
 * recorded in the account's lane, which also carries what arrives.
 *
 * <p>A message leaves the store after it was delivered, never before: it is not lost when the
 * process dies in between. A session that outlives the process remembers which it has; to another
 * one they are delivered again, the last {@value #PART} at most. Thread-safe; blocks.
 *
 * <pre>{@code
 * C: <presence/>
 * S: <message from='romeo@montague.example/orchard' to='juliet@capulet.example'>
 *      <body>O blessed, blessed night!</body>
 *      <delay xmlns='urn:xmpp:delay' from='capulet.example' stamp='2026-09-10T23:08:25Z'>Offline
 *        Storage</delay>
 *    </message>
 * }</pre>
 */
@Component
public final class OfflineDelivery implements SessionListener {

    /** Who knows whom an account has blocked, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable BlockLists blocked;

    /** As many as may come twice to a client that acknowledges nothing. */
    private static final int PART = 20;

    private final OfflineQueue queue;
    private final Sessions sessions;

    /** Takes the queue. */
    @Activate
    public OfflineDelivery(
            @Reference(policyOption = GREEDY) OfflineQueue queue,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.queue = queue;
        this.sessions = sessions;
        sessions.all().forEach(this::restored);
    }

    @Override
    public void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Available(Session session, Presence presence, boolean initial) -> {
                if (presence.priority() < 0) {
                    session.remove(Marks.SERVED);
                } else if (!Marks.has(session, Marks.SERVED)) {
                    serve(session);
                }
            }
            case SessionEvent.Unavailable(Session session, Presence presence) ->
                    session.remove(Marks.SERVED);
            case SessionEvent.Bound(Session session) -> restored(session);
            default -> {}
        }
    }

    private void serve(Session session) {
        BareJid account = session.address().bare();
        // XEP-0013 §2.2: no flood while somebody takes them one by one
        if (sessions.of(account).stream().noneMatch(it -> Marks.has(it, Marks.FLEXIBLE))) {
            deliver(account, session);
        }
        Marks.set(session, Marks.SERVED);
    }

    /** In small parts: what is in one of them at a crash is delivered again (see the README). */
    private void deliver(BareJid account, Session session) {
        String taken = taken(account);
        boolean patient = true;
        boolean more = !queue.empty(account);
        while (more) {
            Log.Page<Message> part = queue.first(account, PART);
            for (Log.Entry<Message> entry : part.entries()) {
                if (entry.id().compareTo(taken) > 0 && wanted(entry, account, session)) {
                    session.deliver(
                            Late.message(entry, account),
                            Cause.read(entry.value()),
                            Marks.TAKEN,
                            entry.id());
                }
            }
            // who reads too slowly gets the rest as everything else: the stream has it
            patient = patient && session.settle();
            // a stream that was closed meanwhile, being too slow for instance, has not got them
            more = there(session) && !part.entries().isEmpty();
            if (more) {
                queue.drop(account, part);
                session.remove(Marks.TAKEN);
                more = !part.complete();
            }
        }
    }

    private boolean there(Session session) {
        return sessions.find(session.address()).filter(session::equals).isPresent();
    }

    /** Up to where sessions have taken what was not removed from the store before a crash. */
    private String taken(BareJid account) {
        return sessions.of(account).stream()
                .flatMap(it -> it.get(Marks.TAKEN).stream())
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    /**
     * A session may be back after a crash: what it has taken leaves the store, and what it was
     * about to take it gets before anything new. Nothing arrives yet, so no lane is needed.
     */
    private void restored(Session session) {
        session.get(Marks.TAKEN)
                .ifPresent(
                        taken -> {
                            queue.dropUpTo(session.address().bare(), taken);
                            session.remove(Marks.TAKEN);
                        });
        if (session.detached() && session.interested() && !Marks.has(session, Marks.SERVED)) {
            serve(session);
        }
    }

    private boolean wanted(Log.Entry<Message> entry, BareJid account, Session session) {
        Jid from = entry.value().from().orElse(account);
        BlockLists lists = blocked;
        // XEP-0191 §3.3: not even what has come before the block
        if (lists != null && lists.blocks(account, from)) {
            return false;
        }
        // a client that reads its archive finds there what has the archive's id
        return !(Marks.has(session, Marks.ARCHIVE)
                && StanzaId.of(entry.value(), account).isPresent());
    }
}
