package io.stoa.service.muc.query;

import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.Limits;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.StanzaException;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The form of a room's configuration (XEP-0045 §10.1.3, §10.2). Stateless. */
final class ConfigForm {

    static final String TYPE = Muc.NS + "#roomconfig";

    private ConfigForm() {}

    /** The form as it is filled now. */
    static DataForm of(Turn turn) {
        LiveRoom room = turn.room();
        DataForm form =
                DataForm.of(FormType.FORM, TYPE)
                        .titled("Configuration of " + room.address())
                        .instructing(List.of("What this room is like."));
        for (FormField field : turn.house().allFields(room.address().domain())) {
            List<String> values = room.settings().values().get(field.name());
            form = form.with(values == null ? field : field.holding(values));
        }
        return form.with(list(turn, Fields.ADMINS, "Admins", Affiliation.ADMIN))
                .with(list(turn, Fields.OWNERS, "Owners", Affiliation.OWNER));
    }

    private static FormField list(Turn turn, String name, String label, Affiliation affiliation) {
        return FormField.of(FieldType.JID_MULTI, name)
                .labelled(label)
                .holding(
                        turn.room().memberships().list(affiliation).stream()
                                .map(entry -> entry.account().toString())
                                .toList());
    }

    /**
     * Reads what was submitted: the fields that are there, each of its type and within limits.
     *
     * @throws StanzaException with {@code not-acceptable} for a value that is none
     */
    static Map<String, List<String>> read(Turn turn, DataForm form) {
        Limits limits = turn.house().limits();
        int values = form.fields().stream().mapToInt(it -> 1 + it.values().size()).sum();
        if (values > limits.formValues()) {
            throw Refusal.of(
                    Condition.NOT_ACCEPTABLE,
                    "a form may have " + limits.formValues() + " values, not more");
        }
        Map<String, List<String>> read = new LinkedHashMap<>();
        for (FormField known : turn.house().allFields(turn.room().address().domain())) {
            form.field(known.name())
                    .ifPresent(given -> read.put(known.name(), value(turn, known, given)));
        }
        return read;
    }

    private static List<String> value(Turn turn, FormField known, FormField given) {
        List<String> values = given.values();
        int limit = turn.house().limits().textLength();
        if (values.stream().anyMatch(it -> it.length() > limit)) {
            throw refused(known, "is longer than " + limit + " characters");
        }
        List<String> read =
                switch (known.type()) {
                    case BOOLEAN -> List.of(flag(known, given));
                    case LIST_SINGLE, LIST_MULTI -> chosen(known, values);
                    case TEXT_MULTI, JID_MULTI -> values;
                    default -> List.of(given.value());
                };
        turn.house()
                .extensions()
                .options()
                .each(
                        turn.host(),
                        it -> {
                            if (it.fields().stream()
                                    .anyMatch(own -> own.name().equals(known.name()))) {
                                it.trouble(known.holding(read))
                                        .ifPresent(
                                                why -> {
                                                    throw refused(known, why);
                                                });
                            }
                        },
                        error -> {
                            throw new StanzaException(error);
                        });
        return read;
    }

    private static String flag(FormField known, FormField given) {
        return switch (given.value()) {
            case "1", "true" -> "1";
            case "0", "false" -> "0";
            default -> throw refused(known, "is yes (1) or no (0)");
        };
    }

    private static List<String> chosen(FormField known, List<String> values) {
        boolean single = known.type() == FieldType.LIST_SINGLE;
        if (single && values.size() != 1) {
            throw refused(known, "is exactly one of the options");
        }
        for (String value : values) {
            boolean offered = known.options().stream().anyMatch(it -> it.value().equals(value));
            boolean size =
                    known.name().equals(Fields.MAX_USERS) && value.matches("[1-9][0-9]{0,5}");
            if (!offered && !size) {
                throw refused(known, "is one of the options");
            }
        }
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private static StanzaException refused(FormField field, String why) {
        return Refusal.of(Condition.NOT_ACCEPTABLE, field.name() + " " + why);
    }
}
