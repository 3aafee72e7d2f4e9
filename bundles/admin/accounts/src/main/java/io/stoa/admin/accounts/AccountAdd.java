package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa account add JID}: makes an account. Thread-safe. */
@Component
public final class AccountAdd implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account add",
                    "Make an account.",
                    "Without a password one is made up and shown.\n"
                            + "Example: stoa account add juliet@localhost",
                    List.of(
                            new Field("jid", "the new account's address", Field.Kind.JID, true),
                            new Field(
                                    "password",
                                    "its password (empty: make one up)",
                                    Field.Kind.SECRET,
                                    false),
                            new Field(
                                    "admin",
                                    "let it administer the server",
                                    Field.Kind.FLAG,
                                    false)),
                    false);

    private final Accounts accounts;
    private final Domains domains;

    /** Takes the accounts. */
    @Activate
    public AccountAdd(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) Domains domains) {
        this.accounts = accounts;
        this.domains = domains;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        if (account.local().isEmpty() || !domains.serves(account.domain())) {
            throw new AdminException(
                    "this server serves "
                            + String.join(", ", domains.all())
                            + "; take an address such as juliet@"
                            + domains.all().getFirst());
        }
        String given = form.text("password");
        String password = given.isEmpty() ? Passwords.random() : given;
        accounts.create(account, password);
        if (form.flag("admin")) {
            accounts.admin(account, true);
        }
        if (!given.isEmpty()) {
            return Report.of("made " + account);
        }
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("address", account.toString());
        facts.put("password", password);
        return Report.facts("made " + account + "; the password is shown only now", facts);
    }
}
