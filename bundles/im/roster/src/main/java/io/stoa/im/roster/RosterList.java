package io.stoa.im.roster;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.stream.Stream;

/** {@code stoa roster list JID}: the contacts of an account (XEP-0133 §4.8). Thread-safe. */
@Component
public final class RosterList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "roster list",
                    "List the contacts of an account.",
                    "A contact that is in several groups has a line for each. Who looks is in the"
                            + " audit log.\nExample: stoa roster list juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, true)),
                    // it changes nothing, but a roster is its owner's
                    false);

    private final Rosters rosters;
    private final Accounts accounts;

    /** Takes the rosters, and who knows whose there can be. */
    @Activate
    public RosterList(
            @Reference(policyOption = GREEDY) Rosters rosters,
            @Reference(policyOption = GREEDY) Accounts accounts) {
        this.rosters = rosters;
        this.accounts = accounts;
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
        return Report.table(
                List.of("address", "name", "subscription", "ask", "group"),
                rosters.items(account).stream()
                        .filter(RosterItem::listed)
                        .flatMap(RosterList::rows)
                        .toList());
    }

    private static Stream<List<String>> rows(RosterItem item) {
        List<String> groups = item.groups().isEmpty() ? List.of("") : item.groups();
        return groups.stream()
                .map(
                        group ->
                                List.of(
                                        item.contact().toString(),
                                        item.name(),
                                        ItemElements.word(item.subscription()),
                                        item.pendingOut() ? "subscribe" : "",
                                        group));
    }
}
