package io.stoa.admin.accounts;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.session.Logins;
import io.stoa.session.Sessions;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code stoa account info JID}: what there is to know of an account. Thread-safe. */
@Component
public final class AccountInfo implements AdminCommand {

    private static final String UNKNOWN = "unknown";
    private static final Spec SPEC =
            new Spec(
                    "account info",
                    "Show an account: its rights, its last log-in, its sessions and contacts.",
                    "The last log-in is known while the feature last runs, the contacts while"
                            + " roster does.\nExample: stoa account info juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)),
                    true);

    /** Who knows when somebody logged in, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Logins logins;

    /** Who knows the contacts, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Rosters rosters;

    private final Accounts accounts;
    private final Sessions sessions;

    /** Takes the accounts and their sessions. */
    @Activate
    public AccountInfo(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid account = Existing.account(accounts, form);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("address", account.toString());
        facts.put("administrator", accounts.admin(account) ? "yes" : "no");
        facts.put("disabled", accounts.disabled(account) ? "yes" : "no");
        facts.put("last-login", lastLogin(account).map(Instant::toString).orElse(UNKNOWN));
        facts.put("sessions", Integer.toString(sessions.of(account).size()));
        facts.put("contacts", contacts(account).map(String::valueOf).orElse(UNKNOWN));
        return Report.facts("", facts);
    }

    private Optional<Instant> lastLogin(BareJid account) {
        Logins known = logins;
        return Optional.ofNullable(known)
                .flatMap(it -> it.last(account))
                .map(it -> it.truncatedTo(ChronoUnit.SECONDS));
    }

    private Optional<Long> contacts(BareJid account) {
        Rosters known = rosters;
        return Optional.ofNullable(known)
                .map(it -> it.items(account).stream().filter(RosterItem::listed).count());
    }
}
