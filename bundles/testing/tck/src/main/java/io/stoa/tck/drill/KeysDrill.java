package io.stoa.tck.drill;

import io.stoa.load.Waiting;
import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * P12: every key is changed while people chat. A change arrives at the components, which {@code
 * config show} tells, or is refused with the key's name. What cannot be changed to another valid
 * value without knowing what it means is left out, and said.
 */
public final class KeysDrill implements Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Who reopens its ports, or the database, with a new configuration: P10 and P14, not P1. */
    private static final String HANGS_ON = "io\\.stoa\\.(net|storage)\\..*";

    /** Makes the drill. */
    public KeysDrill() {}

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        return change(crowd, subject.feature(), subject.bundle());
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
        pids.forEach(it -> findings.addAll(change(crowd, it, it)));
        return findings;
    }

    private static List<Finding> change(Crowd crowd, String feature, String pid) {
        if (values(crowd, pid).isEmpty()) {
            return List.of();
        }
        List<Map<String, String>> keys = keys(crowd, pid);
        Crowd.Session session = crowd.chat(List.of());
        List<String> silent = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Map<String, String> key : keys) {
            Trial trial = Trial.of(key, value(crowd, pid, name(key)));
            if (!trial.why().isEmpty()) {
                leftOut.add(name(key) + " (" + trial.why() + ")");
            } else if (!changes(crowd, pid, name(key), trial.value())) {
                silent.add(name(key) + " = " + trial.value());
            }
        }
        session.end();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        "P12",
                        feature,
                        keys.size() + " configuration keys, changed live",
                        "arrive at the components, or are refused by name",
                        silent.isEmpty() ? told(keys.size(), leftOut) : "not " + silent,
                        silent.isEmpty()));
        if (!pid.matches(HANGS_ON)) {
            String during = "the change of " + keys.size() + " keys";
            findings.add(Words.undisturbed(Subject.of(feature, pid), during, session));
        }
        return findings;
    }

    private static String told(int all, List<String> leftOut) {
        String changed = (all - leftOut.size()) + " of " + all;
        return leftOut.isEmpty() ? changed : changed + "; left out: " + String.join(", ", leftOut);
    }

    private static boolean changes(Crowd crowd, String pid, String key, String value) {
        String name = pid + ":" + key;
        String before = live(crowd, pid, key);
        Reply set = crowd.control().call("config", "set", name, value, "--json");
        boolean well =
                set.code() == 0
                        ? overridden(set) || becomes(crowd, pid, key, value)
                        : set.text().contains(key);
        crowd.control().call("config", "unset", name, "--json");
        return well && becomes(crowd, pid, key, before);
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

    private static String value(Crowd crowd, String pid, String key) {
        return of(values(crowd, pid), key, "value");
    }

    private static String of(List<Map<String, String>> rows, String key, String column) {
        return rows.stream()
                .filter(it -> key.equals(name(it)))
                .map(it -> it.getOrDefault(column, ""))
                .findFirst()
                .orElse("");
    }

    private static String name(Map<String, String> key) {
        return key.getOrDefault("key", "");
    }

    /** What was said on the command line holds until the next start, and the command says so. */
    private static boolean overridden(Reply set) {
        return set.text().contains("overridden");
    }
}
