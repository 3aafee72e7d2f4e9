package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.stanza.Presence;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows components who comes and goes (XEP-0356 §7.1): initial and unavailable presence, no other.
 * Thread-safe.
 */
@Component
public final class AccountPresence implements SessionListener {

    private final Grants grants;
    private final Privileged privileged;
    private final Told told;

    /** Takes who is told. */
    @Activate
    public AccountPresence(
            @Reference(policyOption = GREEDY) Grants grants,
            @Reference(policyOption = GREEDY) Privileged privileged,
            @Reference(policyOption = GREEDY) Told told) {
        this.grants = grants;
        this.privileged = privileged;
        this.told = told;
    }

    @Override
    public void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Available(Session session, Presence presence, boolean initial) -> {
                if (initial) {
                    tell(session, presence);
                }
            }
            case SessionEvent.Unavailable(Session session, Presence presence) ->
                    tell(session, presence);
            default -> {}
        }
    }

    private void tell(Session session, Presence presence) {
        for (BareJid component : grants.with(it -> it.presence() != Grant.Presences.NONE)) {
            if (privileged.connectedNow(component)) {
                told.send(presence.withFrom(session.address()).withTo(component));
            }
        }
    }
}
