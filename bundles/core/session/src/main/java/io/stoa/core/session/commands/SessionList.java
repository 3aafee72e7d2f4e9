package io.stoa.core.session.commands;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code stoa session list [JID]}: who is connected. */
@Component
public final class SessionList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "session list",
                    "List the sessions, all or those of one account.",
                    "Example: stoa session list juliet@localhost",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, false),
                            new Field(
                                    "active",
                                    "only of accounts with somebody at a client: available, and"
                                            + " neither away nor cut off",
                                    Field.Kind.FLAG,
                                    false),
                            new Field(
                                    "idle",
                                    "only of accounts with nobody at any of their clients",
                                    Field.Kind.FLAG,
                                    false)),
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
        Set<BareJid> active = new HashSet<>();
        shown.stream()
                .filter(SessionList::active)
                .forEach(session -> active.add(session.address().bare()));
        return Report.table(
                List.of("address", "presence", "since", "origin"),
                shown.stream()
                        .filter(it -> wanted(form, active.contains(it.address().bare())))
                        .sorted(Comparator.comparing(session -> session.address().toString()))
                        .map(SessionList::row)
                        .toList());
    }

    private static boolean wanted(Form form, boolean active) {
        return (!form.flag("active") || active) && (!form.flag("idle") || !active);
    }

    /** RFC 6121 §4.7.2.1: who is busy or would like to chat is there. */
    private static boolean active(Session session) {
        return !session.detached()
                && session.presence()
                        .map(it -> it.payload(Stanza.CLIENT, "show").map(Element::text).orElse(""))
                        .filter(show -> !show.equals("away") && !show.equals("xa"))
                        .isPresent();
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
