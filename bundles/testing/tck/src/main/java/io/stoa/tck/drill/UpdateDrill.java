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
        Crowd.Session session = crowd.chat(subject);
        String settled = session.settle();
        Log log = new Log();
        Jars jars = crowd.jars(subject.bundle());
        for (int n = 1; n <= crowd.scale().updates(); n++) {
            String version = jars.next(n);
            Path jar = jars.version(version);
            try (Crowd.Stretch window = session.window(UPDATE)) {
                log.add(update(crowd, subject, jar), version, window.millis());
            }
            Crowd.rest(500);
        }
        session.end();
        return findings(crowd, subject, session, log, settled);
    }

    private static List<Finding> findings(
            Crowd crowd, Subject subject, Crowd.Session session, Log log, String settled) {
        String updates = crowd.scale().updates() + " updates under load";
        List<Finding> findings = new ArrayList<>();
        findings.add(Words.undisturbed(subject, updates, session));
        findings.addAll(Words.rooms(subject, updates, session));
        Times times =
                new Times("messages during " + updates, session.latencies(), log.words(settled));
        boolean taken = log.refused == 0;
        findings.add(swift(crowd, subject, times, taken));
        session.talk()
                .map(it -> new Times("messages in rooms during " + updates, it.latencies(), ""))
                .ifPresent(it -> findings.add(swift(crowd, subject, it, taken)));
        findings.add(Words.exact(subject, updates, session));
        String running = running(crowd, subject);
        findings.add(
                new Finding(
                        "P1",
                        subject.name(),
                        "version after " + updates,
                        "the last one",
                        running + " of " + log.arrived,
                        running.equals(log.arrived)));
        return findings;
    }

    /** What the updates said of themselves. Not thread-safe. */
    private static final class Log {

        private final List<Long> took = new ArrayList<>();
        private final List<Long> closed = new ArrayList<>();
        private long parked;
        private long refused;
        private String arrived = "";

        void add(Reply reply, String version, long millis) {
            took.add(millis);
            closed.add(reply.number("closed-ms"));
            parked += reply.number("parked");
            refused += reply.number("refused");
            arrived = reply.code() == 0 ? version : reply.text();
        }

        String words(String settled) {
            return "; %d parked, %d refused; updates took %s ms, the gate closed for %s ms; %s"
                    .formatted(parked, refused, took, closed, settled);
        }
    }

    private record Times(String what, Latencies latencies, String more) {}

    /** P2. */
    private static Finding swift(Crowd crowd, Subject subject, Times times, boolean taken) {
        Percentiles within = times.latencies().within(UPDATE);
        return new Finding(
                "P2",
                subject.name(),
                times.what(),
                "p99 ≤ 100 ms, max ≤ 1 s; 0 refused",
                within.count() + " on their way: " + within + times.more(),
                taken
                        && Words.within(crowd, within.p99(), P99)
                        && Words.within(crowd, within.max(), MAX));
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
