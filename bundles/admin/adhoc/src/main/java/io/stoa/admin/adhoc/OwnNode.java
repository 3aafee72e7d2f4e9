package io.stoa.admin.adhoc;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.commands.Replies;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any {@link AdminCommand} as a node: its fields become the fields of the form. Immutable. */
record OwnNode(AdminCommand.Spec spec) implements Node {

    /** What the nodes begin with; {@code account add} is {@code urn:stoa:command:account:add}. */
    static final String PREFIX = "urn:stoa:command:";

    @Override
    public String uri() {
        return PREFIX + spec.name().replace(' ', ':');
    }

    @Override
    public String title() {
        return spec.name() + ": " + spec.title().replaceFirst("\\.$", "");
    }

    @Override
    public boolean asks() {
        return spec.manner() == AdminCommand.Manner.ASKS;
    }

    @Override
    public Optional<DataForm> form(Caller caller, Optional<DataForm> filled) {
        if (spec.fields().isEmpty()) {
            return Optional.empty();
        }
        DataForm form =
                DataForm.of(FormType.FORM)
                        .titled(title())
                        .instructing(spec.help().lines().filter(it -> !it.isBlank()).toList());
        for (Field field : spec.fields()) {
            FormField shown =
                    FormField.of(type(field.kind()), field.name())
                            .labelled(field.label())
                            .required(field.required());
            form = form.with(shown.holding(remembered(field, filled)));
        }
        return Optional.of(form);
    }

    /** A secret is not sent back, not even to whom it came from. */
    private static List<String> remembered(Field field, Optional<DataForm> filled) {
        if (field.kind() == Field.Kind.SECRET) {
            return List.of();
        }
        List<String> values = filled.map(it -> it.values(field.name())).orElse(List.of());
        return values.isEmpty() && field.kind() == Field.Kind.FLAG ? List.of("false") : values;
    }

    private static FieldType type(Field.Kind kind) {
        return switch (kind) {
            case TEXT, NUMBER -> FieldType.TEXT_SINGLE;
            case JID -> FieldType.JID_SINGLE;
            case FLAG -> FieldType.BOOLEAN;
            case SECRET -> FieldType.TEXT_PRIVATE;
        };
    }

    @Override
    public Task task(Caller caller, Optional<DataForm> filled) {
        Map<String, String> values = new HashMap<>();
        for (Field field : spec.fields()) {
            String value = filled.map(form -> value(form, field)).orElse("");
            if (!value.isEmpty()) {
                values.put(field.name(), value);
            } else if (field.required()) {
                throw Replies.badPayload(field.name() + " is missing: " + field.label());
            }
        }
        check(new Form(values, caller.account().toString()));
        return new Calls(caller, title(), List.of(new Caller.Call(spec.name(), values)));
    }

    private static String value(DataForm form, Field field) {
        return switch (field.kind()) {
            case FLAG -> form.field(field.name()).filter(FormField::flag).isPresent() ? "true" : "";
            case SECRET -> form.value(field.name());
            case TEXT, JID, NUMBER -> String.join("\n", form.values(field.name())).strip();
        };
    }

    private void check(Form values) {
        try {
            for (Field field : spec.fields()) {
                if (field.kind() == Field.Kind.NUMBER) {
                    values.number(field.name(), 0);
                } else if (field.kind() == Field.Kind.JID && !values.text(field.name()).isEmpty()) {
                    values.jid(field.name());
                }
            }
        } catch (AdminException malformed) {
            throw Replies.badPayload(malformed.getMessage());
        }
    }
}
