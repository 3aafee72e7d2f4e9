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

/** {@code stoa privilege revoke COMPONENT [ACCESS]}: at once, while it is connected. */
@Component
public final class PrivilegeRevoke implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "privilege revoke",
                    "Take a component's privileges, at once.",
                    "Without ACCESS all of them.\n"
                            + "Example: stoa privilege revoke irc.example.org message",
                    List.of(
                            PrivilegeForm.COMPONENT,
                            new Field(
                                    "access",
                                    "roster, message, presence or iq",
                                    Field.Kind.TEXT,
                                    false),
                            PrivilegeForm.NAMESPACE),
                    false);

    private final Grants grants;
    private final Privileged privileged;

    /** Takes what is granted, and who tells of it. */
    @Activate
    public PrivilegeRevoke(
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
        Grant before = grants.of(component);
        if (before.nothing()) {
            throw new AdminException(component + " has no privileges");
        }
        Grant left = left(before, form);
        grants.put(component, left);
        privileged.changed(component);
        return Report.of(
                component
                        + " may: "
                        + (left.nothing()
                                ? "nothing"
                                : String.join("; ", PrivilegeList.text(left))));
    }

    private static Grant left(Grant before, Form form) {
        return switch (form.text("access")) {
            case "" -> Grant.NOTHING;
            // §7.4: without the roster there is no presence of contacts
            case "roster" ->
                    before.withRoster(Access.NONE, true)
                            .withPresence(
                                    before.presence() == Grant.Presences.CONTACTS
                                            ? Grant.Presences.ACCOUNTS
                                            : before.presence());
            case "message" -> before.withOutgoing(false);
            case "presence" -> before.withPresence(Grant.Presences.NONE);
            case "iq" ->
                    form.text("namespace").isEmpty()
                            ? before.withoutIq()
                            : before.withIq(form.text("namespace"), Access.NONE);
            default ->
                    throw new AdminException(
                            "there is no “"
                                    + form.text("access")
                                    + "”: roster, message, presence or iq");
        };
    }
}
