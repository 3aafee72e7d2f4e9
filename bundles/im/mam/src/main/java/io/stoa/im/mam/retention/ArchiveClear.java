package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code stoa archive clear JID}: removes all archived messages of one account. */
@Component(configurationPolicy = IGNORE)
public final class ArchiveClear implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "archive clear",
                    "Remove all archived messages of an account.",
                    "Clients and the other parties keep their copies. This cannot be undone."
                            + " Example: stoa archive clear juliet@localhost --yes",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)));

    private final ArchiveStore store;

    /** Takes the archives. */
    @Activate
    public ArchiveClear(@Reference(policyOption = GREEDY) ArchiveStore store) {
        this.store = store;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        BareJid account = form.jid("jid");
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("account", account.toString());
        facts.put("first", store.archive().end(account, false).map(ArchiveShow::time).orElse("-"));
        facts.put("last", store.archive().end(account, true).map(ArchiveShow::time).orElse("-"));
        return Optional.of(Report.facts("This removes all messages from first to last.", facts));
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        int removed = store.archive().clear(account);
        return Report.of("removed " + removed + " messages of " + account);
    }
}
