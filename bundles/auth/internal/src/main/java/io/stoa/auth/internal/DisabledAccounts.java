package io.stoa.auth.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.session.Sessions;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends the sessions of disabled accounts (XEP-0133 §4.3): those that are there, and the one of a
 * client that had given its password, but had not bound a resource when its account was disabled.
 * The account is marked before its sessions are looked for, and a session is there before its
 * account is looked at, so none slips through. Thread-safe.
 */
@Component
public final class DisabledAccounts implements AccountListener, SessionListener {

    /** Who is disabled; not needed to be there first, for the accounts tell their listeners. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Accounts accounts;

    private final Sessions sessions;

    /** Takes the sessions. */
    @Activate
    public DisabledAccounts(@Reference(policyOption = GREEDY) Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void disabled(BareJid account) {
        sessions.of(account).forEach(DisabledAccounts::end);
    }

    @Override
    public void on(SessionEvent event) {
        boolean begins =
                event instanceof SessionEvent.Bound || event instanceof SessionEvent.Resumed;
        Accounts known = accounts;
        if (begins && known != null && known.disabled(event.session().address().bare())) {
            end(event.session());
        }
    }

    private static void end(Session session) {
        session.close(
                StreamError.of(StreamCondition.NOT_AUTHORIZED, "the account has been disabled"));
    }
}
