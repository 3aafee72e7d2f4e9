package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Explains commands. */
final class HelpText {

    private HelpText() {}

    /** Explains one command. */
    static String of(AdminCommand.Spec spec) {
        String usage =
                spec.fields().stream()
                        .map(field -> " " + usage(field))
                        .collect(Collectors.joining());
        List<String> lines = new ArrayList<>();
        boolean asks = spec.manner() == AdminCommand.Manner.ASKS;
        lines.add("stoa " + spec.name() + usage + manner(spec.manner()));
        lines.add("");
        lines.add("  " + spec.title());
        if (!spec.fields().isEmpty() || asks) {
            lines.add("");
            lines.addAll(fields(spec, asks));
        }
        if (!spec.help().isEmpty()) {
            lines.add("");
            spec.help().lines().forEach(line -> lines.add("  " + line));
        }
        return String.join("\n", lines);
    }

    private static String manner(AdminCommand.Manner manner) {
        return switch (manner) {
            case PLAIN -> "";
            case ASKS -> " [--yes]";
            case LIVE -> " [--once]";
        };
    }

    private static List<String> fields(AdminCommand.Spec spec, boolean asks) {
        List<List<String>> rows = new ArrayList<>();
        for (Field field : spec.fields()) {
            rows.add(List.of("  " + option(field), field.label()));
        }
        if (asks) {
            rows.add(List.of("  --yes", "do not show the plan and ask, do it"));
        }
        return TextTable.aligned(rows);
    }

    private static String usage(Field field) {
        return field.required() ? option(field) : "[" + option(field) + "]";
    }

    private static String option(Field field) {
        String upper = field.name().toUpperCase(Locale.ROOT);
        return switch (field.kind()) {
            case TEXT, JID -> upper;
            case NUMBER -> "--" + field.name() + " N";
            case SECRET -> "--" + field.name() + " SECRET";
            case FLAG -> "--" + field.name();
        };
    }

    /** Lists commands. */
    static Report list(List<AdminCommand.Spec> specs) {
        return Report.table(
                List.of("command", "what it does"),
                specs.stream().map(spec -> List.of(spec.name(), spec.title())).toList());
    }
}
