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

/** {@code stoa account enable JID}: undoes {@link AccountDisable}. Thread-safe. */
@Component
public final class AccountEnable implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account enable",
                    "Let an account that was disabled log in again.",
                    "Example: stoa account enable juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)),
                    false);

    private final Accounts accounts;

    /** Takes the accounts. */
    @Activate
    public AccountEnable(@Reference(policyOption = GREEDY) Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = Existing.account(accounts, form);
        if (!accounts.disabled(account)) {
            throw new AdminException(account + " is not disabled");
        }
        accounts.disabled(account, false);
        return Report.of("enabled " + account);
    }
}
