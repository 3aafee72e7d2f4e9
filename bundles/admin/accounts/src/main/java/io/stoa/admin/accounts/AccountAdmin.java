package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa account admin JID [--off]}: grants or takes a right. Thread-safe. */
@Component
public final class AccountAdmin implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account admin",
                    "Let an account administer the server, or no longer.",
                    "Example: stoa account admin juliet@localhost",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field("off", "take the right away", Field.Kind.FLAG, false)),
                    false);

    private final Accounts accounts;

    /** Takes the accounts. */
    @Activate
    public AccountAdmin(@Reference(policyOption = GREEDY) Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        boolean admin = !form.flag("off");
        accounts.admin(account, admin);
        return Report.of(
                account + (admin ? " may administer the server" : " is an ordinary account"));
    }
}
