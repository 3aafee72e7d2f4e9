package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa account remove JID --yes}: erases an account. Thread-safe. */
@Component
public final class AccountRemove implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account remove",
                    "Remove an account and everything it has stored.",
                    "This cannot be undone. Example: stoa account remove juliet@localhost --yes",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field("yes", "really do it", Field.Kind.FLAG, false)),
                    false);

    private final Accounts accounts;
    private final Sessions sessions;

    /** Takes the accounts and their sessions. */
    @Activate
    public AccountRemove(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        if (!accounts.exists(account)) {
            throw new AdminException("there is no account " + account);
        }
        if (!form.flag("yes")) {
            throw new AdminException(
                    "this erases "
                            + account
                            + " with its roster and everything else; if you mean it, add --yes");
        }
        // first, while there still is a roster that says who is to be told
        for (Session session : sessions.of(account)) {
            session.close(
                    StreamError.of(StreamCondition.NOT_AUTHORIZED, "the account has been removed"));
        }
        accounts.remove(account);
        return Report.of("removed " + account);
    }
}
