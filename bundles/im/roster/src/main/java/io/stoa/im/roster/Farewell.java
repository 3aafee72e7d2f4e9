package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import java.util.ArrayList;
import java.util.List;

/**
 * The presence that ends what there is between an account and a contact (RFC 6121 §2.5.2). Thread-
 * safe.
 */
final class Farewell {

    private final Sessions sessions;

    Farewell(Sessions sessions) {
        this.sessions = sessions;
    }

    List<Presence> to(RosterItem item, BareJid account) {
        List<Presence> stanzas = new ArrayList<>();
        // §2.5.2, and A.2.2: an unanswered request is withdrawn, too
        if (item.subscription().to() || item.pendingOut()) {
            stanzas.add(Presence.of(PresenceType.UNSUBSCRIBE).withFrom(account));
        }
        if (item.subscription().from()) {
            // §3.2.2: unavailable while the contact is still subscribed, then the cancellation
            for (Session session : sessions.of(account)) {
                if (session.presence().isPresent()) {
                    stanzas.add(Presence.of(PresenceType.UNAVAILABLE).withFrom(session.address()));
                }
            }
            stanzas.add(Presence.of(PresenceType.UNSUBSCRIBED).withFrom(account));
        }
        return stanzas.stream().map(stanza -> stanza.withTo(item.contact())).toList();
    }
}
