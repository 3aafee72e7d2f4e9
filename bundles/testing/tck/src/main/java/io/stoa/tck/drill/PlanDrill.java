package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** P6: the bundles that a plan names are the bundles that an update touches, and no others. */
final class PlanDrill implements Drill {

    private static final int APART = 50;

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        Path jar = jars.version(jars.next(APART));
        Reply plan =
                crowd.control()
                        .call(
                                "feature",
                                "plan",
                                "update",
                                subject.feature(),
                                jar.toString(),
                                "--json");
        Set<String> planned = new TreeSet<>();
        plan.rows().stream()
                .filter(it -> it.containsValue("bundle"))
                .flatMap(it -> it.values().stream())
                .filter(it -> it.startsWith("io.stoa.") && it.contains(" "))
                .map(it -> it.split(" ", 2)[0])
                .forEach(planned::add);
        Map<String, String> before = bundles(crowd);
        Reply update = UpdateDrill.update(crowd, subject, jar);
        Map<String, String> after = bundles(crowd);
        Set<String> touched = new TreeSet<>(before.keySet());
        touched.addAll(after.keySet());
        touched.removeIf(it -> before.getOrDefault(it, "").equals(after.getOrDefault(it, "")));
        Reply back =
                crowd.control().call("feature", "rollback", subject.feature(), "--yes", "--json");
        String shipped = UpdateDrill.running(crowd, subject);
        return List.of(
                new Finding(
                        "P6",
                        subject.name(),
                        "the plan of an update",
                        "names the bundles that are touched, and no others",
                        "planned %s, touched %s%s"
                                .formatted(
                                        planned,
                                        touched,
                                        update.code() == 0 ? "" : "; " + update.text().strip()),
                        update.code() == 0 && planned.equals(touched)),
                new Finding(
                        "P13",
                        subject.name(),
                        "rollback to the version before",
                        "it runs again",
                        "exit code " + back.code() + "; " + shipped + " runs",
                        back.code() == 0 && shipped.equals(jars.version())));
    }

    /**
     * Id, version and state of every bundle: what is started afresh has a new id or a new state.
     */
    static Map<String, String> bundles(Crowd crowd) {
        Map<String, String> all = new TreeMap<>();
        crowd.control()
                .require("bundle", "list", "--json")
                .rows()
                .forEach(
                        it ->
                                all.put(
                                        it.getOrDefault("name", ""),
                                        it.get("id") + " " + it.get("version") + it.get("state")));
        return all;
    }
}
