package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa account count}: how many accounts there are. Thread-safe. */
@Component
public final class AccountCount implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "account count",
                    "Count the accounts of each domain.",
                    "It reads all their names: with a million accounts this takes a while.",
                    List.of(
                            new Field("domain", "only this domain", Field.Kind.TEXT, false),
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
    public AccountCount(
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
        List<List<String>> rows = new ArrayList<>();
        for (String served : domain.isEmpty() ? domains.all() : List.of(domain)) {
            long count =
                    Everybody.of(accounts, served, "")
                            .filter(it -> !form.flag("disabled") || accounts.disabled(it))
                            .count();
            rows.add(List.of(served, Long.toString(count)));
        }
        return Report.table(List.of("domain", "accounts"), rows);
    }
}
