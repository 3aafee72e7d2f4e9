package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa account disable JID}: lets nobody log in (XEP-0133 §4.3). Thread-safe. */
@Component
public final class AccountDisable implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account disable",
                    "Let an account no longer log in, and close its sessions.",
                    "It keeps everything, and messages for it are kept as for somebody who is away,"
                            + " until it is enabled again or removed.\n"
                            + "Example: stoa account disable juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)),
                    false);

    private final Accounts accounts;

    /** Takes the accounts. */
    @Activate
    public AccountDisable(@Reference(policyOption = GREEDY) Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = Existing.account(accounts, form);
        if (form.actor().equals(account.toString())) {
            throw new AdminException(
                    "you would lock yourself out; let another administrator do that");
        }
        if (accounts.disabled(account)) {
            throw new AdminException(account + " is disabled already");
        }
        accounts.disabled(account, true);
        return Report.of("disabled " + account, "stoa account enable " + account);
    }
}
