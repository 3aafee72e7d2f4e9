package io.stoa.service.privilege;

import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.jid.BareJid;

/** What the commands have in common. Stateless. */
final class PrivilegeForm {

    static final Field COMPONENT =
            new Field("component", "the component's domain", Field.Kind.JID, true);
    static final Field NAMESPACE =
            new Field("namespace", "for iq: the namespace of the payload", Field.Kind.TEXT, false);

    private PrivilegeForm() {}

    static BareJid component(Form form) {
        BareJid component = form.jid("component");
        if (!component.local().isEmpty()) {
            throw new AdminException("a component is a domain, such as irc.example.org");
        }
        return component;
    }

    static String namespace(Form form) {
        String namespace = form.text("namespace");
        if (namespace.isEmpty()) {
            throw new AdminException("which namespace? --namespace urn:example:thing");
        }
        return namespace;
    }
}
