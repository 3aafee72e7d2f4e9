package io.stoa.core.session.commands;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa announce TEXT}: a headline to everybody who is online. */
@Component
public final class Announce implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "announce",
                    "Tell everybody who is online something.",
                    "It comes from the server as a headline, which is neither kept nor archived.\n"
                            + "Example: stoa announce \"We restart in five minutes.\"",
                    List.of(new Field("text", "what to say", Field.Kind.TEXT, true)),
                    false);

    private final Sessions sessions;

    /** Takes the registry. */
    @Activate
    public Announce(@Reference(policyOption = GREEDY) Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<Session> online =
                sessions.all().stream().filter(it -> it.presence().isPresent()).toList();
        for (Session session : online) {
            session.deliver(
                    Message.of(MessageType.HEADLINE, session.address(), form.text("text"))
                            .withFrom(BareJid.parse(session.address().domain())));
        }
        return Report.of("Told " + online.size() + " session(s).");
    }
}
