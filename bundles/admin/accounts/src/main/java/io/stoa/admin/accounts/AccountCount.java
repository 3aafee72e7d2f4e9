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

/** {@code stoa account count}: how many accounts there are. Thread-safe. */
@Component
public final class AccountCount implements AdminCommand {

    private static final int PAGE = 1000;
    private static final Spec SPEC =
            new Spec(
                    "account count",
                    "Count the accounts of each domain.",
                    "It reads all their names: with a million accounts this takes a while.",
                    List.of(new Field("domain", "only this domain", Field.Kind.TEXT, false)),
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
            rows.add(List.of(served, Long.toString(count(served))));
        }
        return Report.table(List.of("domain", "accounts"), rows);
    }

    private long count(String domain) {
        long count = 0;
        List<BareJid> page = accounts.list(domain, "", PAGE);
        while (page.size() == PAGE) {
            count += PAGE;
            page = accounts.list(domain, page.getLast().local(), PAGE);
        }
        return count + page.size();
    }
}
