package io.stoa.admin.adhoc;

import io.stoa.admin.Report;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command has done or would do: notes (XEP-0050 §4.3) and forms. Immutable.
 *
 * @param notes the notes
 * @param data forms of the type {@code result}, if there is more to show; seldom more than one
 */
record Outcome(List<Note> notes, List<Element> data) {

    /** How serious a note is. */
    enum Severity {
        INFO,
        WARN,
        ERROR
    }

    /** A sentence for people. */
    record Note(Severity severity, String text) {

        Note {
            text = clean(text);
        }
    }

    private static final int REPLACEMENT = 0xFFFD;

    Outcome {
        notes = List.copyOf(notes);
        data = List.copyOf(data);
    }

    /** XML has no control characters, and what commands tell of may have any. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> allowed(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** XML 1.0 §2.2. */
    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xFFFE)
                || c > 0xFFFF;
    }

    static Outcome of(Severity severity, String text) {
        return new Outcome(List.of(new Note(severity, text)), List.of());
    }

    /** Shows a report: its message is a note, its table a form. */
    static Outcome of(Report report, String title) {
        List<Note> notes = new ArrayList<>();
        if (!report.message().isEmpty()) {
            notes.add(new Note(Severity.INFO, report.message()));
        }
        DataForm form = DataForm.of(FormType.RESULT).titled(title);
        if (report.columns().isEmpty()) {
            return new Outcome(notes, List.of());
        }
        DataForm filled = report.facts() ? facts(form, report) : table(form, report);
        return new Outcome(notes, List.of(filled.element()));
    }

    private static DataForm facts(DataForm empty, Report report) {
        DataForm form = empty;
        for (List<String> fact : report.rows()) {
            form = form.with(text(fact.getFirst(), fact.getLast()).labelled(fact.getFirst()));
        }
        return form;
    }

    private static DataForm table(DataForm empty, Report report) {
        List<FormField> columns =
                report.columns().stream()
                        .map(name -> FormField.of(FieldType.TEXT_SINGLE, name).labelled(name))
                        .toList();
        return empty.table(columns, report.rows().stream().map(row -> row(report, row)).toList());
    }

    private static List<FormField> row(Report report, List<String> row) {
        List<FormField> fields = new ArrayList<>();
        for (int at = 0; at < row.size(); at++) {
            fields.add(text(report.columns().get(at), row.get(at)));
        }
        return fields;
    }

    private static FormField text(String name, String value) {
        return FormField.of(FieldType.TEXT_SINGLE, clean(name), clean(value));
    }
}
