package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/** {@code stoa privilege grant COMPONENT ACCESS TYPE}: at once and for good. Thread-safe. */
@Component
public final class PrivilegeGrant implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "privilege grant",
                    "Let an external component act for the accounts of this server.",
                    """
                    Grant this only to whom you trust with every account.
                      roster get|set|both     see and change rosters (--quiet: no pushes)
                      message outgoing        send messages, archived and copied
                      presence managed_entity see who is online; roster: contacts, too
                      iq get|set|both --namespace NS   ask anything of that namespace
                    Example: stoa privilege grant irc.example.org roster both\
                    """,
                    List.of(
                            PrivilegeForm.COMPONENT,
                            new Field(
                                    "access",
                                    "roster, message, presence or iq",
                                    Field.Kind.TEXT,
                                    true),
                            new Field("type", "how far it goes", Field.Kind.TEXT, true),
                            PrivilegeForm.NAMESPACE,
                            new Field("quiet", "no roster pushes", Field.Kind.FLAG, false)),
                    false);

    private final Grants grants;
    private final Privileged privileged;

    /** Takes what is granted, and who tells of it. */
    @Activate
    public PrivilegeGrant(
            @Reference(policyOption = GREEDY) Grants grants,
            @Reference(policyOption = GREEDY) Privileged privileged) {
        this.grants = grants;
        this.privileged = privileged;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid component = PrivilegeForm.component(form);
        Grant granted = changed(grants.of(component), form);
        if (granted.presence() == Grant.Presences.CONTACTS
                && !granted.roster().grants(Access.GET)) {
            // §7.4: it MUST have read permission on the roster
            throw new AdminException(
                    "presence of contacts needs “roster get” or “roster both” first");
        }
        grants.put(component, granted);
        privileged.changed(component);
        return Report.of(
                component + " may: " + String.join("; ", PrivilegeList.text(granted)),
                "stoa privilege list");
    }

    private static Grant changed(Grant grant, Form form) {
        String type = form.text("type");
        return switch (form.text("access")) {
            case "roster" -> grant.withRoster(access(type), !form.flag("quiet"));
            case "message" -> {
                if (!type.equals("outgoing")) {
                    throw new AdminException("message takes outgoing, not “" + type + "”");
                }
                yield grant.withOutgoing(true);
            }
            case "presence" -> grant.withPresence(presences(type));
            case "iq" -> grant.withIq(PrivilegeForm.namespace(form), access(type));
            default ->
                    throw new AdminException(
                            "there is no “"
                                    + form.text("access")
                                    + "”: roster, message, presence or iq");
        };
    }

    private static Access access(String type) {
        return Access.of(type)
                .filter(it -> it != Access.NONE)
                .orElseThrow(
                        () -> new AdminException("it takes get, set or both, not “" + type + "”"));
    }

    private static Grant.Presences presences(String type) {
        Optional<Grant.Presences> found = Grant.Presences.of(type);
        return found.filter(it -> it != Grant.Presences.NONE)
                .orElseThrow(
                        () ->
                                new AdminException(
                                        "presence takes managed_entity or roster, not “"
                                                + type
                                                + "”"));
    }
}
