package io.stoa.gateway;

import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions of a registration as a form, and what was filled in (XEP-0077 §3.1). Stateless. */
final class RegistrationForm {

    private static final int LONGEST = 1_000;

    /** XEP-0077 §14.1: what may be asked without a form. */
    private static final Set<String> PLAIN =
            Set.of(
                    "username",
                    "nick",
                    "password",
                    "name",
                    "first",
                    "last",
                    "email",
                    "address",
                    "city",
                    "state",
                    "zip",
                    "phone",
                    "url",
                    "date");

    private RegistrationForm() {}

    /** XEP-0077 §3.1.1: with a form, and for old clients without; secrets are never shown. */
    static Element query(Registration registration) {
        Optional<Map<String, String>> known = registration.known();
        Element query = Element.of(RegistrationDesk.REGISTER, "query");
        if (known.isPresent()) {
            query = query.with(Element.of(RegistrationDesk.REGISTER, "registered"));
        }
        query = query.with(child("instructions", registration.instructions()));
        for (Question question : registration.questions()) {
            if (PLAIN.contains(question.name())) {
                query = query.with(child(question.name(), shown(question, known)));
            }
        }
        return query.with(form(registration, known).element());
    }

    static DataForm form(Registration registration, Optional<Map<String, String>> known) {
        DataForm form =
                DataForm.of(FormType.FORM, RegistrationDesk.REGISTER)
                        .titled(registration.title())
                        .instructing(List.of(registration.instructions()));
        for (Question question : registration.questions()) {
            String value = shown(question, known);
            form =
                    form.with(
                            FormField.of(type(question), question.name())
                                    .labelled(question.label())
                                    .required(question.required())
                                    .holding(value.isEmpty() ? List.of() : List.of(value)));
        }
        return form;
    }

    private static FieldType type(Question question) {
        return switch (question.kind()) {
            case TEXT -> FieldType.TEXT_SINGLE;
            case SECRET -> FieldType.TEXT_PRIVATE;
            case FLAG -> FieldType.BOOLEAN;
        };
    }

    private static String shown(Question question, Optional<Map<String, String>> known) {
        String value = known.map(it -> it.getOrDefault(question.name(), "")).orElse("");
        return switch (question.kind()) {
            case TEXT -> value;
            case SECRET -> "";
            case FLAG -> value.isEmpty() ? "false" : value;
        };
    }

    private static Element child(String local, String text) {
        return text.isEmpty()
                ? Element.of(RegistrationDesk.REGISTER, local)
                : Element.of(RegistrationDesk.REGISTER, local, new Text(text));
    }

    /**
     * What was filled in; the form wins where there is one (XEP-0077 §6).
     *
     * @throws StanzaException with {@code not-acceptable} when an answer is missing or cannot be
     */
    static Map<String, String> answers(Element query, List<Question> questions) {
        Map<String, String> given = new HashMap<>();
        query.elements()
                .filter(it -> it.namespace().equals(RegistrationDesk.REGISTER))
                .forEach(it -> given.put(it.local(), it.text()));
        DataForm.in(query)
                .ifPresent(form -> form.fields().forEach(it -> given.put(it.name(), it.value())));
        return answers(given, questions);
    }

    static Map<String, String> answers(Map<String, String> given, List<Question> questions) {
        Map<String, String> answers = new HashMap<>();
        for (Question question : questions) {
            String answer = given.getOrDefault(question.name(), "");
            if (question.kind() == Question.Kind.FLAG) {
                answers.put(
                        question.name(),
                        String.valueOf(answer.equals("true") || answer.equals("1")));
                continue;
            }
            // all are lines of text
            if (answer.length() > LONGEST || answer.chars().anyMatch(it -> it < ' ')) {
                throw refused("“" + question.label() + "” cannot be that");
            }
            if (question.required() && answer.isBlank()) {
                throw refused("“" + question.label() + "” is missing");
            }
            answers.put(question.name(), answer);
        }
        return answers;
    }

    private static StanzaException refused(String why) {
        return new StanzaException(StanzaError.of(Condition.NOT_ACCEPTABLE, why));
    }
}
