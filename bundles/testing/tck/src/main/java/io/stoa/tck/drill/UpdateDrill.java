package io.stoa.tck.drill;

import io.stoa.load.Latencies;
import io.stoa.load.Percentiles;
import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P1, P2, P3: the feature is replaced by newer versions while people chat and ask it things. */
final class UpdateDrill implements Drill {

    private static final String UPDATE = "update";
    private static final double P99 = 100;
    private static final double MAX = 1000;

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        Crowd.Session session = crowd.chat(subject.probes());
        Crowd.rest(1000);
        List<Long> took = new ArrayList<>();
        long parked = 0;
        long refused = 0;
        String arrived = "";
        for (int n = 1; n <= crowd.scale().updates(); n++) {
            String version = jars.next(n);
            Path jar = jars.version(version);
            Reply reply;
            try (Latencies.Window window = session.window(UPDATE)) {
                reply = update(crowd, subject, jar);
                took.add(window.millis());
            }
            parked += reply.number("parked");
            refused += reply.number("refused");
            arrived = reply.code() == 0 ? version : reply.text();
            Crowd.rest(500);
        }
        session.end();
        Percentiles times = session.latencies().within(UPDATE);
        boolean there = running(crowd, subject).equals(arrived);
        String updates = crowd.scale().updates() + " updates under load";
        return List.of(
                Words.undisturbed(subject, updates, session),
                new Finding(
                        "P2",
                        subject.feature(),
                        "messages during " + updates,
                        "p99 ≤ 100 ms, max ≤ 1 s; 0 refused",
                        "%s; %d parked, %d refused; updates took %s ms"
                                .formatted(times, parked, refused, took),
                        refused == 0
                                && Words.within(crowd, times.p99(), P99)
                                && Words.within(crowd, times.max(), MAX)),
                Words.exact(subject, updates, session),
                new Finding(
                        "P1",
                        subject.feature(),
                        "version after " + updates,
                        "the last one",
                        running(crowd, subject) + " of " + arrived,
                        there));
    }

    static Reply update(Crowd crowd, Subject subject, Path jar) {
        return crowd.control()
                .call("feature", "update", subject.feature(), jar.toString(), "--yes", "--json");
    }

    /** Returns the version of the bundle that runs. */
    static String running(Crowd crowd, Subject subject) {
        return crowd.control().require("bundle", "list", subject.bundle(), "--json").rows().stream()
                .filter(it -> subject.bundle().equals(it.get("name")))
                .filter(it -> "active".equals(it.get("state")))
                .map(it -> it.getOrDefault("version", ""))
                .findFirst()
                .orElse("none");
    }
}
