package io.stoa.net.uplink;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * {@code stoa uplink forget JID}: erases what is kept for an account that the server has removed,
 * for the server does not tell. Thread-safe.
 */
@Component
public final class UplinkForget implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "uplink forget",
                    "Erase what is kept for somebody of the server.",
                    "For an account that the server has removed, of which it does not tell: what it"
                            + " has registered here, such as a password for a network.\n"
                            + "Example: stoa uplink forget juliet@example.org --yes",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)));

    private final Domains served;
    private final Storage storage;

    /** Takes where it is kept. */
    @Activate
    public UplinkForget(
            @Reference(policyOption = GREEDY) Domains served,
            @Reference(policyOption = GREEDY) Storage storage) {
        this.served = served;
        this.storage = storage;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        return Optional.of(
                Report.of("This erases what is kept for " + account(form) + " in this gateway."));
    }

    @Override
    public Report run(Form form) {
        BareJid account = account(form);
        storage.erase(account);
        return Report.of("nothing is kept for " + account + " any more");
    }

    private BareJid account(Form form) {
        BareJid account = form.jid("jid");
        if (account.local().isEmpty() || !served.serves(account.domain())) {
            throw new AdminException(
                    account
                            + " is no account of "
                            + String.join(", ", served.all())
                            + ", whose people this gateway is for");
        }
        return account;
    }
}
