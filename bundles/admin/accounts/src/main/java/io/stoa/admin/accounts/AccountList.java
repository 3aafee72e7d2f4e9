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

    private static final int PAGE = 1000;
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
                            new Field("admins", "only administrators", Field.Kind.FLAG, false)),
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
            for (BareJid account : accounts(served, form.text("after"), limit)) {
                boolean admin = accounts.admin(account);
                if (admin || !form.flag("admins")) {
                    rows.add(List.of(account.toString(), admin ? "yes" : "no"));
                }
            }
        }
        return Report.table(List.of("address", "admin"), rows);
    }

    private List<BareJid> accounts(String domain, String after, int limit) {
        List<BareJid> found = new ArrayList<>();
        String last = after;
        while (found.size() < limit) {
            int wanted = Math.min(PAGE, limit - found.size());
            List<BareJid> page = accounts.list(domain, last, wanted);
            found.addAll(page);
            if (page.size() < wanted) {
                break;
            }
            last = page.getLast().local();
        }
        return found;
    }
}
