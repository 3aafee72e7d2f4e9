package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows components the presence of the accounts' contacts as it arrives (XEP-0356 §7.4), once,
 * however many accounts it arrives at (§8). Thread-safe.
 */
@Component
@Intercepts(kind = Kind.PRESENCE, leg = Leg.RECEIVED, stage = Stage.GUARD)
public final class ContactPresence implements StanzaInterceptor {

    /** So many contacts' last presence is remembered; of another it may come twice. */
    private static final int REMEMBERED = 20_000;

    private final Grants grants;
    private final Privileged privileged;
    private final Rosters rosters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FullJid, Integer> last = new LinkedHashMap<>();

    /** Takes who is told, and who knows whose contact somebody is. */
    @Activate
    public ContactPresence(
            @Reference(policyOption = GREEDY) Grants grants,
            @Reference(policyOption = GREEDY) Privileged privileged,
            @Reference(policyOption = GREEDY) Rosters rosters) {
        this.grants = grants;
        this.privileged = privileged;
        this.rosters = rosters;
    }

    private static boolean contacts(Grant grant) {
        return grant.presence() == Grant.Presences.CONTACTS;
    }

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        if (stanza instanceof Presence presence
                && presence.from().orElse(null) instanceof FullJid from
                && told(presence)
                && grants.any(ContactPresence::contacts)
                && seen(context.self(), from.bare())
                && isNew(from, presence)) {
            for (BareJid component : grants.with(ContactPresence::contacts)) {
                if (privileged.connectedNow(component)) {
                    context.send(presence.withTo(component));
                }
            }
        }
        return new Verdict.Pass(stanza);
    }

    private static boolean told(Presence presence) {
        return presence.type() == PresenceType.AVAILABLE
                || presence.type() == PresenceType.UNAVAILABLE;
    }

    private boolean seen(BareJid account, BareJid contact) {
        return !account.equals(contact)
                && rosters.item(account, contact)
                        .map(RosterItem::subscription)
                        .filter(RosterItem.Subscription::to)
                        .isPresent();
    }

    private boolean isNew(FullJid from, Presence presence) {
        int hash = presence.withoutTo().toElement().hashCode();
        lock.lock();
        try {
            Integer before = last.remove(from);
            if (presence.type() == PresenceType.AVAILABLE) {
                last.put(from, hash);
            }
            if (last.size() > REMEMBERED) {
                last.remove(last.keySet().iterator().next());
            }
            return presence.type() == PresenceType.AVAILABLE
                    ? before == null || before != hash
                    : before != null;
        } finally {
            lock.unlock();
        }
    }
}
