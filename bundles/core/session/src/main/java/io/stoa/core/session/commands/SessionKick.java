package io.stoa.core.session.commands;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa session kick JID [RESOURCE]}: closes the sessions of an account. */
@Component
public final class SessionKick implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "session kick",
                    "Close the sessions of an account, all or one.",
                    "The streams get policy-violation; the clients may log in again at once.",
                    List.of(
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field(
                                    "resource",
                                    "only the session of this resource",
                                    Field.Kind.TEXT,
                                    false)),
                    false);

    private final Sessions sessions;

    /** Takes the registry. */
    @Activate
    public SessionKick(@Reference(policyOption = GREEDY) Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String resource = form.text("resource");
        List<Session> found =
                sessions.of(form.jid("jid")).stream()
                        .filter(
                                it ->
                                        resource.isEmpty()
                                                || it.address().resource().equals(resource))
                        .toList();
        if (found.isEmpty()) {
            throw new AdminException(
                    form.text("jid")
                            + (resource.isEmpty() ? "" : "/" + resource)
                            + " has no session; stoa session list shows who has");
        }
        for (Session session : found) {
            session.close(
                    StreamError.of(StreamCondition.POLICY_VIOLATION, "closed by an administrator"));
        }
        return Report.of("Closed " + found.size() + " session(s) of " + form.text("jid") + ".");
    }
}
