package io.stoa.tck.drill;

import io.stoa.load.Waiting;
import io.stoa.tck.Finding;
import io.stoa.tck.Probe;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** P1, P3, P4, P15: the feature is switched off, and on again. */
final class SwitchDrill implements Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OFF = "service-unavailable";
    private static final String ON = "result";
    private static final int AGREE = 1000;
    private static final int SERVES = 2000;

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Crowd.Session session = crowd.chat(subject.probes());
        Crowd.rest(500);
        List<Finding> findings = new ArrayList<>();
        Reply stop = call(crowd, "stop", subject);
        if (stop.code() != 0) {
            session.end();
            return List.of(
                    new Finding(
                            "P4",
                            subject.name(),
                            "switching it off",
                            "is done, or refused with a reason",
                            "refused: " + stop.text().strip(),
                            !stop.text().isBlank() && serves(crowd, subject, ON)));
        }
        findings.add(agreement(crowd, subject, false));
        Crowd.rest(500);
        long begin = System.nanoTime();
        Reply start = call(crowd, "start", subject);
        boolean served = Waiting.until(() -> serves(crowd, subject, ON), PATIENCE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        findings.add(agreement(crowd, subject, true));
        findings.add(
                new Finding(
                        "P15",
                        subject.name(),
                        "from start to the first answer",
                        "≤ 2 s",
                        millis + " ms " + (start.code() == 0 ? "" : start.text().strip()),
                        start.code() == 0 && served && Words.within(crowd, millis, SERVES)));
        session.end();
        findings.add(Words.undisturbed(subject, "off and on", session));
        findings.add(Words.exact(subject, "off and on", session));
        return findings;
    }

    private static Reply call(Crowd crowd, String verb, Subject subject) {
        return crowd.control().call("feature", verb, subject.feature(), "--yes", "--json");
    }

    /** P4: what is advertised is what is answered. */
    private static Finding agreement(Crowd crowd, Subject subject, boolean on) {
        long begin = System.nanoTime();
        boolean agrees =
                Waiting.until(
                        () ->
                                serves(crowd, subject, on ? ON : OFF)
                                        && advertises(crowd, subject, on),
                        PATIENCE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return new Finding(
                "P4",
                subject.name(),
                on ? "advertised and answered when on" : "neither advertised nor answered when off",
                "agree within 1 s",
                agrees ? millis + " ms" : "they do not agree",
                agrees && Words.within(crowd, millis, AGREE));
    }

    static boolean serves(Crowd crowd, Subject subject, String outcome) {
        for (Probe probe : subject.probes()) {
            if (!crowd.ask(probe).equals(outcome)) {
                return false;
            }
        }
        return true;
    }

    private static boolean advertises(Crowd crowd, Subject subject, boolean wanted) {
        if (subject.advertised().isEmpty()) {
            return true;
        }
        String info = crowd.disco();
        return subject.advertised().stream()
                .allMatch(
                        it ->
                                wanted
                                        == (info.contains("var='" + it + "'")
                                                || info.contains("var=\"" + it + "\"")));
    }
}
