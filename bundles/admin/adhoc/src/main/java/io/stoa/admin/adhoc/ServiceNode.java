package io.stoa.admin.adhoc;

import io.stoa.admin.Administration;
import io.stoa.commands.Replies;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import java.util.List;
import java.util.Optional;

/**
 * A command of XEP-0133, done by commands of ours. Immutable.
 *
 * @param local what comes after {@code http://jabber.org/protocol/admin#}
 * @param title the title of the form and in the list
 * @param asks whether it shows a plan
 * @param needs the commands it is done with; without them it is not offered
 * @param fields the fields of its form, which may depend on how things are
 * @param work makes a task of the form that was filled in
 */
record ServiceNode(
        String local, String title, boolean asks, List<String> needs, Fields fields, Work work)
        implements Node {

    /** What the fields of the forms belong to (XEP-0133 §7.5). */
    static final String NAMESPACE = "http://jabber.org/protocol/admin";

    /** What the nodes begin with. */
    static final String PREFIX = NAMESPACE + "#";

    /** Says what is to be filled in. */
    interface Fields {
        List<FormField> of(Caller caller);
    }

    /** Says what is to be done. */
    interface Work {
        Task of(Caller caller, DataForm filled);
    }

    boolean offered(Administration administration) {
        return needs.stream().allMatch(it -> administration.command(it).isPresent());
    }

    @Override
    public String uri() {
        return PREFIX + local;
    }

    @Override
    public Optional<DataForm> form(Caller caller, Optional<DataForm> filled) {
        List<FormField> wanted = fields.of(caller);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        DataForm form = DataForm.of(FormType.FORM, NAMESPACE).titled(title);
        for (FormField field : wanted) {
            Optional<FormField> before =
                    filled.flatMap(it -> it.field(field.name()))
                            .filter(it -> field.type() != FieldType.TEXT_PRIVATE);
            form = form.with(before.map(it -> field.holding(it.values())).orElse(field));
        }
        return Optional.of(form);
    }

    @Override
    public Task task(Caller caller, Optional<DataForm> filled) {
        DataForm form = filled.orElseGet(() -> DataForm.of(FormType.SUBMIT, NAMESPACE));
        for (FormField field : fields.of(caller)) {
            List<String> values = values(form, field.name());
            if (field.required() && values.isEmpty()) {
                throw Replies.badPayload(field.name() + " is missing: " + field.label());
            }
            if (field.type() == FieldType.JID_SINGLE || field.type() == FieldType.JID_MULTI) {
                values.forEach(ServiceNode::checkAddress);
            }
        }
        return work.of(caller, form);
    }

    private static void checkAddress(String value) {
        try {
            Jid.parse(value);
        } catch (JidException malformed) {
            throw Replies.badPayload(
                    "“" + value + "” is not an address: " + malformed.getMessage());
        }
    }

    /** The values of a field, each once (XEP-0004 §3.3 for jid-multi), without empty ones. */
    static List<String> values(DataForm form, String name) {
        return form.values(name).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }
}
