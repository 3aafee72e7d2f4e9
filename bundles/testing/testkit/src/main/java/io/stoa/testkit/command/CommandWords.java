package io.stoa.testkit.command;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs an administrative command that is given as words, without a face. Stateless. */
public final class CommandWords {

    private CommandWords() {}

    /** Finds the command and runs it. */
    public static Report run(List<AdminCommand> commands, List<String> words) {
        String line = String.join(" ", words) + " ";
        AdminCommand command =
                commands.stream()
                        .filter(it -> line.startsWith(it.spec().name() + " "))
                        .max(Comparator.comparingInt(it -> it.spec().name().length()))
                        .orElseThrow(() -> new IllegalStateException("no command: " + line));
        int named = command.spec().name().split(" ", -1).length;
        return command.run(
                new Form(values(command.spec(), words.subList(named, words.size())), "local:test"));
    }

    private static Map<String, String> values(AdminCommand.Spec spec, List<String> words) {
        List<Field> positional =
                new ArrayList<>(
                        spec.fields().stream()
                                .filter(
                                        it ->
                                                it.kind() == Field.Kind.TEXT
                                                        || it.kind() == Field.Kind.JID)
                                .toList());
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            at++;
            if (!word.startsWith("--")) {
                values.put(positional.removeFirst().name(), word);
            } else if (!word.equals("--yes")) {
                String name = word.substring(2);
                boolean flag =
                        spec.fields().stream()
                                .anyMatch(
                                        it ->
                                                it.name().equals(name)
                                                        && it.kind() == Field.Kind.FLAG);
                values.put(name, flag ? "true" : words.get(at));
                positional.removeIf(it -> it.name().equals(name));
                at += flag ? 0 : 1;
            }
        }
        return values;
    }
}
