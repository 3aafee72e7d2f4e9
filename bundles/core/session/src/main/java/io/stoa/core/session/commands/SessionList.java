package io.stoa.core.session.commands;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Comparator;
import java.util.List;

/** {@code stoa session list [JID]}: who is connected. */
@Component
public final class SessionList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "session list",
                    "List the sessions, all or those of one account.",
                    "Example: stoa session list juliet@localhost",
                    List.of(new Field("jid", "the account", Field.Kind.JID, false)),
                    true);

    private final Sessions sessions;

    /** Takes the registry. */
    @Activate
    public SessionList(@Reference(policyOption = GREEDY) Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<Session> shown =
                form.text("jid").isEmpty() ? sessions.all() : sessions.of(form.jid("jid"));
        return Report.table(
                List.of("address", "presence", "since", "origin"),
                shown.stream()
                        .sorted(Comparator.comparing(session -> session.address().toString()))
                        .map(SessionList::row)
                        .toList());
    }

    private static List<String> row(Session session) {
        String presence =
                session.presence()
                        .map(Presence::priority)
                        .map(priority -> "available, priority " + priority)
                        .orElse("unavailable");
        return List.of(
                session.address().toString(),
                presence,
                session.since().toString(),
                session.detached() ? "detached" : session.origin());
    }
}
