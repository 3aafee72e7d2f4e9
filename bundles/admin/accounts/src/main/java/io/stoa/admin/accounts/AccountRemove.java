package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code stoa account remove JID --yes}: erases an account. Thread-safe. */
@Component
public final class AccountRemove implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "account remove",
                    "Remove an account and everything it has stored.",
                    "This cannot be undone. Example: stoa account remove juliet@localhost --yes",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)));

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
    public Optional<Report> plan(Form form) {
        BareJid account = Existing.account(accounts, form);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("account", account.toString());
        facts.put("administrator", accounts.admin(account) ? "yes" : "no");
        facts.put("sessions", Integer.toString(sessions.of(account).size()));
        return Optional.of(
                Report.facts(
                        "This erases "
                                + account
                                + " with its roster and everything else it has stored, and closes"
                                + " its sessions. It cannot be undone.",
                        facts));
    }

    @Override
    public Report run(Form form) {
        BareJid account = Existing.account(accounts, form);
        // first, while there still is a roster that says who is to be told
        for (Session session : sessions.of(account)) {
            session.close(
                    StreamError.of(StreamCondition.NOT_AUTHORIZED, "the account has been removed"));
        }
        accounts.remove(account);
        return Report.of("removed " + account);
    }
}
