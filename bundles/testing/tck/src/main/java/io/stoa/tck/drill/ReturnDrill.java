package io.stoa.tck.drill;

import io.stoa.load.Percentiles;
import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * P10, P3: the feature carries streams, and is replaced, rolled back, and switched off and on while
 * people chat. Everybody comes back with the same session.
 */
final class ReturnDrill implements Drill {

    private static final int BACK = 5000;
    private static final int DEAF = 300;

    /** How a stream that is closed on purpose ends (RFC 6120 §4.9.3); all may come back. */
    private static final List<String> TOLD = List.of("reset", "system-shutdown");

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        List<Finding> findings = new ArrayList<>(updates(crowd, subject));
        findings.addAll(offAndOn(crowd, subject));
        return findings;
    }

    private static List<Finding> updates(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        Crowd.Session session = crowd.chat(subject);
        Crowd.rest(500);
        List<String> failed = new ArrayList<>();
        int updates = crowd.scale().updates();
        for (int n = 1; n <= updates; n++) {
            Path jar = jars.version(jars.next(n));
            note(UpdateDrill.update(crowd, subject, jar), failed);
            settle(crowd);
        }
        note(call(crowd, "rollback", subject.feature()), failed);
        settle(crowd);
        session.end();
        String expected = updates == 1 ? jars.version() : jars.next(updates - 1);
        String running = UpdateDrill.running(crowd, subject);
        String during = updates + " updates and a rollback";
        List<Finding> findings = new ArrayList<>(noticed(crowd, subject, during, session));
        findings.add(
                new Finding(
                        "P13",
                        subject.name(),
                        "version after " + during,
                        "the last but one",
                        running + " of " + expected + (failed.isEmpty() ? "" : " " + failed),
                        failed.isEmpty() && running.equals(expected)));
        return findings;
    }

    private static List<Finding> offAndOn(Crowd crowd, Subject subject) {
        Crowd.Session session = crowd.chat(subject);
        Crowd.rest(DEAF);
        Reply stop = call(crowd, "stop", subject.feature(), "--cascade");
        if (stop.code() != 0) {
            session.end();
            return List.of(
                    new Finding(
                            "P4",
                            subject.name(),
                            "switching it off",
                            "is done, or refused with a reason",
                            "refused: " + stop.text().strip(),
                            !stop.text().isBlank() && session.undisturbed()));
        }
        // nobody is heard; what is said meanwhile is sent later
        Crowd.rest(DEAF);
        List<String> failed = new ArrayList<>();
        note(call(crowd, "undo"), failed);
        settle(crowd);
        session.end();
        List<Finding> findings = new ArrayList<>(noticed(crowd, subject, "off and on", session));
        findings.add(
                new Finding(
                        "P13",
                        subject.name(),
                        "undoing that it was switched off",
                        "it runs, and what went with it",
                        failed.isEmpty() ? "done" : failed.toString(),
                        failed.isEmpty()));
        return findings;
    }

    private static List<Finding> noticed(
            Crowd crowd, Subject subject, String during, Crowd.Session session) {
        Percentiles times = crowd.returns().times();
        Map<String, Long> ends = crowd.returns().ends();
        return List.of(
                Words.undisturbed(subject, during, session),
                Words.exact(subject, during, session),
                new Finding(
                        "P10",
                        subject.name(),
                        "how long people were away during " + during,
                        "≤ 5 s",
                        times.count() + " times: " + times,
                        Words.within(crowd, times.max(), BACK)),
                new Finding(
                        "P10",
                        subject.name(),
                        "how streams ended during " + during,
                        "each with an error that says so",
                        ends.toString(),
                        TOLD.containsAll(ends.keySet())));
    }

    private static void settle(Crowd crowd) {
        crowd.together();
        Crowd.rest(DEAF);
    }

    private static void note(Reply reply, List<String> failed) {
        if (reply.code() != 0) {
            failed.add(reply.text().strip());
        }
    }

    private static Reply call(Crowd crowd, String verb, String... more) {
        List<String> words = new ArrayList<>(List.of("feature", verb));
        words.addAll(List.of(more));
        words.addAll(List.of("--yes", "--json"));
        return crowd.control().call(words.toArray(String[]::new));
    }
}
