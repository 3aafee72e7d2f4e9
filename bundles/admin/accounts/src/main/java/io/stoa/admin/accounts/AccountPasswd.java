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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa account passwd JID}: changes a password. Thread-safe. */
@Component
public final class AccountPasswd implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account passwd",
                    "Change an account's password.",
                    "Without a password one is made up and shown. Sessions stay connected.",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field(
                                    "password",
                                    "the new password (empty: make one up)",
                                    Field.Kind.SECRET,
                                    false)),
                    false);

    private final Accounts accounts;

    /** Takes the accounts. */
    @Activate
    public AccountPasswd(@Reference(policyOption = GREEDY) Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        String given = form.text("password");
        String password = given.isEmpty() ? Passwords.random() : given;
        accounts.password(account, password);
        if (!given.isEmpty()) {
            return Report.of("changed the password of " + account);
        }
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("address", account.toString());
        facts.put("password", password);
        return Report.facts("the password is shown only now", facts);
    }
}
