package io.stoa.core.admin;

import io.stoa.admin.Report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows reports as text for people, or as JSON for programs. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /** Shows a report as text, without a line's end at the end. */
    static String text(Report report) {
        List<String> lines = new ArrayList<>();
        if (!report.message().isEmpty()) {
            lines.add(report.message());
        }
        if (!report.columns().isEmpty()) {
            lines.addAll(table(report));
        }
        report.next().forEach(next -> lines.add(GAP + next));
        return String.join("\n", lines);
    }

    private static List<String> table(Report report) {
        if (report.facts()) {
            return aligned(report.rows());
        }
        if (report.rows().isEmpty()) {
            return List.of("none");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(report.columns().stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        rows.addAll(report.rows());
        return aligned(rows);
    }

    /** Sets rows in columns as wide as their widest cell. */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int at = 0; at < row.size(); at++) {
                widths[at] = Math.max(widths[at], width(row.get(at)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < row.size(); at++) {
            String cell = row.get(at);
            line.append(cell).append(" ".repeat(widths[at] - width(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** Shows a report as JSON: facts as an object, a table as an array of objects. */
    static String json(Report report) {
        if (report.columns().isEmpty()) {
            return Json.object(Map.of("message", Json.text(report.message())));
        }
        if (report.facts()) {
            Map<String, String> facts = new LinkedHashMap<>();
            report.rows().forEach(row -> facts.put(row.getFirst(), Json.text(row.getLast())));
            return Json.object(facts);
        }
        return Json.array(
                report.rows().stream().map(row -> Json.object(object(report, row))).toList());
    }

    private static Map<String, String> object(Report report, List<String> row) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int at = 0; at < row.size(); at++) {
            object.put(report.columns().get(at), Json.text(row.get(at)));
        }
        return object;
    }
}
