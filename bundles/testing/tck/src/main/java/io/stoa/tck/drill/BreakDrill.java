package io.stoa.tck.drill;

import io.stoa.load.Waiting;
import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.broken.Hanger;
import io.stoa.tck.broken.Needy;
import io.stoa.tck.broken.Sick;
import io.stoa.tck.broken.Thrower;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** P7: a new version that does not work is not taken; the old one serves, and nothing is lost. */
final class BreakDrill implements Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BACK = 1000;
    private static final int APART = 100;

    private static final String NOBODY =
            "<reference name=\"nobody\" interface=\"java.util.concurrent.Callable\""
                    + " cardinality=\"1..1\" target=\"(tck=nobody)\"/>";
    private static final String CHECK =
            "<service><provide interface=\"io.stoa.lifecycle.HealthCheck\"/></service>";

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        Map<String, Function<String, Path>> ways = new LinkedHashMap<>();
        ways.put(
                "imports what nobody exports",
                it -> jars.importing(it, "nobody.exports.that;version=\"[1,2)\""));
        ways.put("throws when it starts", it -> jars.with(it, part(Thrower.class, "", "")));
        ways.put(
                "fails its health check",
                it ->
                        jars.with(
                                it,
                                part(Sick.class, CHECK, "io.stoa.lifecycle;version=\"[1,2)\"")));
        if (crowd.scale().judged()) {
            // the server gives these some seconds each, for callers wait at the gate
            ways.put(
                    "requires what nobody offers",
                    it -> jars.with(it, part(Needy.class, NOBODY, "")));
            ways.put("hangs when it starts", it -> jars.with(it, part(Hanger.class, "", "")));
        }
        List<Finding> findings = new ArrayList<>();
        Crowd.Session session = crowd.chat(subject);
        Crowd.rest(500);
        int n = APART;
        for (Map.Entry<String, Function<String, Path>> way : ways.entrySet()) {
            Path jar = way.getValue().apply(jars.next(n++));
            findings.add(broken(crowd, subject, way.getKey(), jar));
        }
        session.end();
        findings.add(Words.undisturbed(subject, ways.size() + " broken updates", session));
        findings.addAll(Words.rooms(subject, ways.size() + " broken updates", session));
        findings.add(Words.exact(subject, ways.size() + " broken updates", session));
        return findings;
    }

    private static Jars.Part part(Class<?> type, String inside, String imports) {
        return new Jars.Part(type, true, inside, imports);
    }

    private static Finding broken(Crowd crowd, Subject subject, String way, Path jar) {
        String before = UpdateDrill.running(crowd, subject);
        Reply reply = UpdateDrill.update(crowd, subject, jar);
        long begin = System.nanoTime();
        boolean served =
                Waiting.until(() -> SwitchDrill.serves(crowd, subject, "result"), PATIENCE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        String after = UpdateDrill.running(crowd, subject);
        boolean told = reply.code() != 0 && !reply.text().isBlank();
        return new Finding(
                "P7",
                subject.name(),
                "a new version that " + way,
                "refused with a reason; the old one serves ≤ 1 s later",
                "exit code %d; %s runs, answers after %d ms; “%s”"
                        .formatted(
                                reply.code(),
                                after,
                                millis,
                                reply.text().strip().lines().findFirst().orElse("")),
                told && served && after.equals(before) && Words.within(crowd, millis, BACK));
    }
}
