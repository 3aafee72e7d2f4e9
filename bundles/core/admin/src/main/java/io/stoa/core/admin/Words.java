package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads the words after a command's name into the values of its fields. */
final class Words {

    private static final String END = "--";

    private final AdminCommand.Spec spec;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Words(AdminCommand.Spec spec) {
        this.spec = spec;
    }

    /**
     * Reads words: arguments in the order of the fields, {@code --name value} and {@code
     * --name=value} in any order, {@code --} before arguments that begin with a hyphen.
     *
     * @param yes whether {@code --yes} was among them
     * @throws AdminException when one does not belong there
     */
    static Map<String, String> read(AdminCommand.Spec spec, List<String> words, boolean yes) {
        Words reader = new Words(spec);
        if (yes && spec.manner() != AdminCommand.Manner.ASKS) {
            throw reader.wrong("does not ask, so it has no option --yes");
        }
        reader.sort(words);
        reader.place();
        return reader.values;
    }

    private void sort(List<String> words) {
        Iterator<String> left = words.iterator();
        boolean options = true;
        while (left.hasNext()) {
            String word = left.next();
            if (options && word.equals(END)) {
                options = false;
            } else if (options && word.startsWith(END)) {
                option(word.substring(END.length()), left);
            } else {
                positional.add(word);
            }
        }
    }

    private void option(String word, Iterator<String> left) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Field field =
                spec.fields().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> wrong("has no option --" + name));
        if (field.kind() == Field.Kind.FLAG && equals < 0) {
            values.put(name, "true");
        } else if (equals >= 0) {
            values.put(name, word.substring(equals + 1));
        } else if (left.hasNext()) {
            values.put(name, left.next());
        } else {
            throw wrong("needs a value after --" + name);
        }
    }

    private void place() {
        Iterator<String> left = positional.iterator();
        for (Field field : spec.fields()) {
            boolean text = field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.JID;
            if (text && left.hasNext() && !values.containsKey(field.name())) {
                values.put(field.name(), left.next());
            }
        }
        if (left.hasNext()) {
            throw wrong("does not take “" + left.next() + "”");
        }
    }

    private AdminException wrong(String what) {
        return new AdminException(spec.name() + " " + what + "; see " + spec.name() + " --help");
    }
}
