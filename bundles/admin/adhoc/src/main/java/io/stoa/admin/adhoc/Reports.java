package io.stoa.admin.adhoc;

import io.stoa.admin.Report;
import io.stoa.commands.Outcome;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;

/** Reports of commands as clients see them. Stateless. */
final class Reports {

    private Reports() {}

    /** Shows a report: its message is a note, its table a form. */
    static Outcome outcome(Report report, String title) {
        List<Outcome.Note> notes = new ArrayList<>();
        if (!report.message().isEmpty()) {
            notes.add(new Outcome.Note(Outcome.Severity.INFO, report.message()));
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
        return FormField.of(FieldType.TEXT_SINGLE, Text.clean(name), Text.clean(value));
    }
}
