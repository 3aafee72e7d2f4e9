package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa archive show JID}: how long an archive is and is kept; not what is in it. */
@Component(configurationPolicy = IGNORE)
public final class ArchiveShow implements AdminCommand {

    private static final int COUNTED = 100_000;
    private static final Spec SPEC =
            new Spec(
                    "archive show",
                    "Show how many messages an account's archive has and how long they are kept.",
                    "Example: stoa archive show juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)),
                    true);

    private final ArchiveStore store;
    private final Retention retention;

    /** Takes the archives. */
    @Activate
    public ArchiveShow(
            @Reference(policyOption = GREEDY) ArchiveStore store,
            @Reference(policyOption = GREEDY) Retention retention) {
        this.store = store;
        this.retention = retention;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = form.jid("jid");
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        int count = store.archive().count(account, Log.Query.first(COUNTED + 1));
        facts.put("messages", count > COUNTED ? "more than " + COUNTED : Integer.toString(count));
        facts.put("first", store.archive().end(account, false).map(ArchiveShow::time).orElse("-"));
        facts.put("last", store.archive().end(account, true).map(ArchiveShow::time).orElse("-"));
        facts.put("archives", store.wish(account));
        facts.put("kept", kept(account));
        return Report.facts("", facts);
    }

    static String time(Log.Entry<?> entry) {
        return entry.time().toString();
    }

    private String kept(BareJid account) {
        return retention
                .ofAccount(account)
                .map(days -> Retention.text(days) + " (this account)")
                .orElseGet(() -> Retention.text(retention.ofDomain(account.domain())));
    }
}
