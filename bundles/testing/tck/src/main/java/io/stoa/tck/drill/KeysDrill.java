package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * P12: every key that is a number or a switch is changed while people chat. A change is taken and
 * shown, or refused with the key's name.
 */
final class KeysDrill implements Drill {

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        List<Map<String, String>> keys =
                crowd
                        .control()
                        .require("config", "list", subject.bundle(), "--json")
                        .rows()
                        .stream()
                        .filter(it -> subject.bundle().equals(it.get("pid")))
                        .filter(it -> !other(it).equals(it.get("value")))
                        .toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        Crowd.Session session = crowd.chat(List.of());
        List<String> silent = new ArrayList<>();
        for (Map<String, String> key : keys) {
            if (!changes(crowd, subject, key)) {
                silent.add(key.getOrDefault("key", ""));
            }
        }
        session.end();
        return List.of(
                new Finding(
                        "P12",
                        subject.feature(),
                        keys.size() + " configuration keys, changed live",
                        "taken and shown, or refused by name",
                        silent.isEmpty() ? "all" : "not " + silent,
                        silent.isEmpty()),
                Words.undisturbed(subject, "the change of " + keys.size() + " keys", session));
    }

    private static boolean changes(Crowd crowd, Subject subject, Map<String, String> key) {
        String name = subject.bundle() + ":" + key.get("key");
        String value = other(key);
        Reply set = crowd.control().call("config", "set", name, value, "--json");
        boolean well =
                set.code() == 0
                        ? shown(crowd, subject, key).equals(value) || overridden(set)
                        : set.text().contains(key.getOrDefault("key", name));
        crowd.control().call("config", "unset", name, "--json");
        return well;
    }

    private static String shown(Crowd crowd, Subject subject, Map<String, String> key) {
        return crowd.control().require("config", "list", subject.bundle(), "--json").rows().stream()
                .filter(it -> key.getOrDefault("key", "").equals(it.get("key")))
                .map(it -> it.getOrDefault("value", ""))
                .findFirst()
                .orElse("");
    }

    /** What was said on the command line holds until the next start, and the command says so. */
    private static boolean overridden(Reply set) {
        return set.text().contains("overridden");
    }

    /** Another value where one can be guessed, else the same. */
    private static String other(Map<String, String> key) {
        String value = key.getOrDefault("value", "");
        if (value.matches("\\d{1,9}")) {
            return Integer.toString(Integer.parseInt(value) + 1);
        }
        return switch (value) {
            case "true" -> "false";
            case "false" -> "true";
            default -> value;
        };
    }
}
