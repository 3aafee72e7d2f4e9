package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.BlockLists;
import io.stoa.im.offline.OfflineQueue.Extent;
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

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Delivers what waits to the first resource that is available with a priority that is not negative
 * (XEP-0160 §2), in the order of arrival and before anything that comes meanwhile: presence is
 * recorded in the account's lane, which also carries what arrives.
 *
 * <p>A message leaves the store after it was delivered, never before: when the process dies in
 * between, it is delivered again, and not lost. Thread-safe; blocks.
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

    private final OfflineQueue queue;
    private final Sessions sessions;

    /** Takes the queue. */
    @Activate
    public OfflineDelivery(
            @Reference(policyOption = GREEDY) OfflineQueue queue,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.queue = queue;
        this.sessions = sessions;
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

    private void deliver(BareJid account, Session session) {
        AtomicReference<Extent> all = new AtomicReference<>(Extent.NONE);
        queue.each(
                account,
                entry -> {
                    all.updateAndGet(it -> it.plus(entry));
                    if (wanted(entry, account, session)) {
                        session.deliver(Late.message(entry, account));
                    }
                });
        Extent delivered = Objects.requireNonNull(all.get());
        if (delivered.count() > 0) {
            session.settle();
            // a stream that was closed meanwhile, being too slow for instance, has not got them
            if (sessions.find(session.address()).filter(session::equals).isPresent()) {
                queue.clear(account, delivered);
            }
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
