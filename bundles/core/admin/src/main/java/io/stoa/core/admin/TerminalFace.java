package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.CommandLine;
import io.stoa.admin.Console;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands as words and text: {@code account add juliet@localhost --json}. Thread-safe. */
@Component
public final class TerminalFace implements CommandLine {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final Duration REFRESH = Duration.ofSeconds(2);

    /** To the first column of the first line, and everything after it erased (ECMA-48). */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Administration administration;

    /** Takes the commands. */
    @Activate
    public TerminalFace(@Reference(policyOption = GREEDY) Administration administration) {
        this.administration = administration;
    }

    @Override
    public int run(List<String> words, Console console) {
        List<String> left = new ArrayList<>(words);
        boolean json = left.remove("--json");
        boolean helpFirst = asksForHelp(left);
        boolean help = left.remove("--help") || helpFirst;
        boolean yes = left.remove("--yes");
        boolean once = left.remove("--once");
        Optional<AdminCommand.Spec> spec = find(left);
        if (spec.isEmpty()) {
            return list(left, help, json, console);
        }
        if (help) {
            console.print(HelpText.of(spec.get()));
            return DONE;
        }
        Map<String, String> values;
        try {
            int length = spec.get().name().split(" ").length;
            values = Words.read(spec.get(), left.subList(length, left.size()), yes);
            ask(spec.get(), values, console);
        } catch (AdminException wrong) {
            console.warn("stoa: " + wrong.getMessage());
            return CALLED_WRONGLY;
        }
        Form form = new Form(values, console.actor());
        return run(spec.get(), form, new Mode(json, yes, once), console);
    }

    /** {@code help account add} says what {@code account add --help} says. */
    private static boolean asksForHelp(List<String> words) {
        boolean asks = words.size() > 1 && words.getFirst().equals("help");
        if (asks) {
            words.removeFirst();
        }
        return asks;
    }

    private int run(AdminCommand.Spec spec, Form form, Mode mode, Console console) {
        try {
            if (!mode.yes() && !confirmed(spec, form, mode, console)) {
                return FAILED;
            }
            if (spec.manner() == AdminCommand.Manner.LIVE && console.interactive() && mode.live()) {
                watch(spec, form, console);
            } else {
                show(administration.run(spec.name(), form), mode, console);
            }
            return DONE;
        } catch (AdminException refused) {
            console.warn("stoa: " + refused.getMessage());
            return FAILED;
        }
    }

    /**
     * Shows the plan, if there is one, and asks; a program cannot be asked and must say so first.
     */
    private boolean confirmed(AdminCommand.Spec spec, Form form, Mode mode, Console console) {
        Optional<Report> plan = administration.plan(spec.name(), form);
        if (plan.isEmpty()) {
            return true;
        }
        show(plan.get(), mode, console);
        if (!console.interactive()) {
            console.warn(
                    "stoa: nothing was changed; to do it, say so: " + spec.name() + " … --yes");
            return false;
        }
        String answer = console.line("Go on? [y/N] ").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            console.warn("stoa: nothing was changed");
            return false;
        }
        return true;
    }

    /** Shows a report again and again, each over the last. */
    private void watch(AdminCommand.Spec spec, Form form, Console console) {
        do {
            Report report = administration.run(spec.name(), form);
            console.print(CLEAR + TextTable.text(report) + "\n\nq and Enter: end");
        } while (!console.pause(REFRESH));
    }

    private static void show(Report report, Mode mode, Console console) {
        console.print(mode.json() ? TextTable.json(report) : TextTable.text(report));
    }

    /** What was said besides the command's own words. */
    private record Mode(boolean json, boolean yes, boolean once) {

        boolean live() {
            return !json && !once;
        }
    }

    /** Finds the command with the longest name that the words begin with. */
    private Optional<AdminCommand.Spec> find(List<String> words) {
        for (int length = words.size(); length > 0; length--) {
            Optional<AdminCommand.Spec> spec =
                    administration.command(String.join(" ", words.subList(0, length)));
            if (spec.isPresent()) {
                return spec;
            }
        }
        return Optional.empty();
    }

    /** Lists the commands of a group such as {@code account}, or all of them. */
    private int list(List<String> words, boolean help, boolean json, Console console) {
        boolean all = words.isEmpty() || words.equals(List.of("help"));
        List<AdminCommand.Spec> specs =
                administration.commands().stream()
                        .filter(spec -> all || spec.name().startsWith(words.getFirst() + " "))
                        .toList();
        if (specs.isEmpty()) {
            console.warn(
                    "stoa: there is no command “" + String.join(" ", words) + "”; see stoa help");
            return CALLED_WRONGLY;
        }
        Report report = HelpText.list(specs);
        console.print(json ? TextTable.json(report) : TextTable.text(report));
        return all || help || words.size() == 1 ? DONE : CALLED_WRONGLY;
    }

    /** Asks for the secrets that were not given, if there is somebody to ask. */
    private static void ask(AdminCommand.Spec spec, Map<String, String> values, Console console) {
        for (Field field : spec.fields()) {
            boolean missing =
                    field.kind() == Field.Kind.SECRET && !values.containsKey(field.name());
            if (missing && console.interactive()) {
                Optional<String> secret = console.secret(field.label() + ": ");
                secret.filter(it -> !it.isEmpty()).ifPresent(it -> values.put(field.name(), it));
            }
        }
    }
}
