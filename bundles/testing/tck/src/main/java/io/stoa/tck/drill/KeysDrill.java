package io.stoa.tck.drill;

import io.stoa.load.Waiting;
import io.stoa.tck.Finding;
import io.stoa.tck.Manner;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * P12: every key is changed while people chat. A change arrives at the components, which {@code
 * config show} tells, or is refused with the key's name. What cannot be changed to another valid
 * value without knowing what it means is left out, and said.
 */
public final class KeysDrill implements Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Who begins anew with a new configuration, and everybody's stream with it: P10 and P14, not
     * P1. They come last, when nobody chats who would not come back.
     */
    private static final String HANGS_ON =
            "io\\.stoa\\.(net\\..*|storage\\..*|core\\.(session|stream))";

    /** Makes the drill. */
    public KeysDrill() {}

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        return change(crowd, subject.silent());
    }

    /** Does it to everything that can be configured and is of none of some bundles. */
    public List<Finding> elsewhere(Crowd crowd, Collection<String> bundles) {
        TreeSet<String> pids = new TreeSet<>();
        crowd.control()
                .require("config", "list", "--json")
                .rows()
                .forEach(it -> pids.add(it.getOrDefault("pid", "")));
        pids.removeAll(bundles);
        List<Finding> findings = new ArrayList<>();
        for (boolean last : List.of(false, true)) {
            pids.stream()
                    .filter(it -> it.matches(HANGS_ON) == last)
                    .forEach(it -> findings.addAll(change(crowd, Subject.of(it, it))));
        }
        return findings;
    }

    private static List<Finding> change(Crowd crowd, Subject subject) {
        String pid = subject.bundle();
        if (values(crowd, pid).isEmpty()) {
            return List.of();
        }
        List<Map<String, String>> keys = keys(crowd, pid);
        Optional<Crowd.Session> session =
                pid.matches(HANGS_ON) && subject.manner() == Manner.STAYING
                        ? Optional.empty()
                        : Optional.of(crowd.chat(subject));
        List<String> silent = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Map<String, String> key : keys) {
            Trial trial = Trial.of(key, of(values(crowd, pid), name(key), "value"));
            if (!trial.why().isEmpty()) {
                leftOut.add(name(key) + " (" + trial.why() + ")");
            } else if (!changes(crowd, pid, name(key), trial.value())) {
                String live = live(crowd, pid, name(key));
                silent.add(name(key) + " = " + trial.value() + ", is " + live);
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        "P12",
                        subject.name(),
                        keys.size() + " configuration keys, changed live",
                        "arrive at the components, or are refused by name",
                        silent.isEmpty() ? told(keys.size(), leftOut) : "not " + silent,
                        silent.isEmpty()));
        session.map(Crowd.Session::end)
                .map(it -> noticed(subject, "the change of " + keys.size() + " keys", it))
                .ifPresent(findings::addAll);
        return findings;
    }

    private static List<Finding> noticed(Subject subject, String during, Crowd.Session session) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Words.undisturbed(subject, during, session));
        findings.addAll(Words.rooms(subject, during, session));
        return findings;
    }

    private static String told(int all, List<String> leftOut) {
        String changed = (all - leftOut.size()) + " of " + all;
        return leftOut.isEmpty() ? changed : changed + "; left out: " + String.join(", ", leftOut);
    }

    private static boolean changes(Crowd crowd, String pid, String key, String value) {
        String name = pid + ":" + key;
        // a component that is just made anew has none for a moment
        Waiting.until(() -> !live(crowd, pid, key).isEmpty(), PATIENCE);
        String before = live(crowd, pid, key);
        Map<String, String> said = row(values(crowd, pid), key);
        Reply set = crowd.control().call("config", "set", name, value, "--json");
        boolean well =
                set.code() == 0
                        ? overridden(set) || becomes(crowd, pid, key, value)
                        : set.text().contains(key);
        restore(crowd, name, said);
        return well && becomes(crowd, pid, key, before);
    }

    /** What was said before is said again, such as the domain of the first start. */
    private static void restore(Crowd crowd, String name, Map<String, String> said) {
        if (said.getOrDefault("source", "").startsWith(crowd.data().toString())) {
            String value = said.getOrDefault("value", "");
            crowd.control().call("config", "set", name, value, "--json");
        } else {
            crowd.control().call("config", "unset", name, "--json");
        }
    }

    private static boolean becomes(Crowd crowd, String pid, String key, String value) {
        String wanted = value.replace(" ", "");
        return Waiting.until(() -> live(crowd, pid, key).replace(" ", "").equals(wanted), PATIENCE);
    }

    private static List<Map<String, String>> keys(Crowd crowd, String pid) {
        return crowd.control().require("config", "show", pid, "--json").rows();
    }

    /** Returns the value by which the components go. */
    private static String live(Crowd crowd, String pid, String key) {
        return of(keys(crowd, pid), key, "live");
    }

    private static List<Map<String, String>> values(Crowd crowd, String pid) {
        return crowd.control().require("config", "list", pid, "--json").rows().stream()
                .filter(it -> pid.equals(it.get("pid")))
                .toList();
    }

    private static String of(List<Map<String, String>> rows, String key, String column) {
        return row(rows, key).getOrDefault(column, "");
    }

    private static Map<String, String> row(List<Map<String, String>> rows, String key) {
        return rows.stream().filter(it -> key.equals(name(it))).findFirst().orElse(Map.of());
    }

    private static String name(Map<String, String> key) {
        return key.getOrDefault("key", "");
    }

    /** What was said on the command line holds until the next start, and the command says so. */
    private static boolean overridden(Reply set) {
        return set.text().contains("overridden");
    }
}
