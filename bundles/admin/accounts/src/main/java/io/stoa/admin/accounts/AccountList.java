package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa account list}: who has an account. Thread-safe. */
@Component
public final class AccountList implements AdminCommand {

    private static final int USUAL = 10_000;
    private static final Spec SPEC =
            new Spec(
                    "account list",
                    "List the accounts.",
                    "At most 10000 of each domain unless --limit says otherwise; --after goes on"
                            + " after a localpart.",
                    List.of(
                            new Field("domain", "only this domain", Field.Kind.TEXT, false),
                            new Field(
                                    "after", "begin after this localpart", Field.Kind.TEXT, false),
                            new Field("limit", "at most so many", Field.Kind.NUMBER, false),
                            new Field("admins", "only administrators", Field.Kind.FLAG, false),
                            new Field(
                                    "disabled",
                                    "only those that are disabled",
                                    Field.Kind.FLAG,
                                    false)),
                    true);

    private final Accounts accounts;
    private final Domains domains;

    /** Takes the accounts. */
    @Activate
    public AccountList(
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
        String domain = form.text("domain");
        int limit = Math.max(1, form.number("limit", USUAL));
        List<List<String>> rows = new ArrayList<>();
        for (String served : domain.isEmpty() ? domains.all() : List.of(domain)) {
            Everybody.of(accounts, served, form.text("after"))
                    .filter(account -> !form.flag("admins") || accounts.admin(account))
                    .filter(account -> !form.flag("disabled") || accounts.disabled(account))
                    .limit(limit)
                    .forEach(account -> rows.add(row(account)));
        }
        return Report.table(List.of("address", "admin", "disabled"), rows);
    }

    private List<String> row(BareJid account) {
        return List.of(
                account.toString(),
                accounts.admin(account) ? "yes" : "no",
                accounts.disabled(account) ? "yes" : "no");
    }
}
