package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
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
import java.util.Optional;

/** {@code stoa archive keep JID [--days N]}: for how long one account's messages are kept. */
@Component(configurationPolicy = IGNORE)
public final class ArchiveKeep implements AdminCommand {

    private static final int UNSAID = -1;
    private static final Spec SPEC =
            new Spec(
                    "archive keep",
                    "Say for how many days the messages of one account are kept.",
                    "--days 0 keeps them for ever; without --days the account is again like the"
                            + " others of its domain. Older messages go at the next purge."
                            + " Example: stoa archive keep juliet@localhost --days 30",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field(
                                    "days", "so many days, 0 for ever", Field.Kind.NUMBER, false)),
                    false);

    private final Accounts accounts;
    private final Retention retention;

    /** Takes the accounts. */
    @Activate
    public ArchiveKeep(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) Retention retention) {
        this.accounts = accounts;
        this.retention = retention;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        if (!accounts.exists(account)) {
            throw new AdminException("there is no account " + account);
        }
        int days = form.number("days", UNSAID);
        if (days < UNSAID || (days == UNSAID && !form.text("days").isEmpty())) {
            throw new AdminException("--days takes a number that is not negative");
        }
        retention.ofAccount(account, days == UNSAID ? Optional.empty() : Optional.of(days));
        return Report.of(
                "the messages of "
                        + account
                        + " are kept "
                        + Retention.text(
                                days == UNSAID ? retention.ofDomain(account.domain()) : days));
    }
}
